package fr.oubli.model.policy;

import fr.oubli.model.yaml.Mapping;
import fr.oubli.model.yaml.Scalar;
import fr.oubli.model.yaml.Sequence;
import fr.oubli.model.yaml.Value;
import java.util.List;
import java.util.regex.Pattern;

/** Reads {@code email-ignores} of the persons. */
final class EmailIgnoresReader {

  private static final String KEY = "email-ignores";
  private static final Pattern DOMAIN = Pattern.compile("[a-z0-9-]+(\\.[a-z0-9-]+)+");

  private EmailIgnoresReader() {}

  static EmailIgnores ignores(Mapping subject) {
    return subject.mapping(KEY).map(EmailIgnoresReader::read).orElse(EmailIgnores.NOTHING);
  }

  private static EmailIgnores read(Mapping block) {
    block.knowing("dots", "tags");
    if (block.entries().isEmpty()) {
      block
          .faults()
          .add(
              block.place(),
              "'" + KEY + "' says nothing",
              "write { dots: [gmail.com] }, or leave it out: every sign counts then");
    }
    return new EmailIgnores(domains(block, "dots"), domains(block, "tags"));
  }

  private static List<String> domains(Mapping block, String key) {
    return block.value(key).map(value -> domains(value, key)).orElse(List.of());
  }

  private static List<String> domains(Value value, String key) {
    if (value instanceof Scalar scalar) {
      if (EmailIgnores.EVERYWHERE.equals(scalar.text())) {
        return List.of(EmailIgnores.EVERYWHERE);
      }
      scalar
          .faults()
          .add(
              scalar.place(),
              "'" + key + "' is " + scalar.kind(),
              "write everywhere, or domains between brackets, such as [gmail.com]");
      return List.of();
    }
    List<String> domains =
        value
            .asSequence()
            .map(list -> list.notEmpty("name a domain such as [gmail.com], or leave it out"))
            .map(Sequence::texts)
            .orElse(List.of());
    domains.stream()
        .filter(domain -> !DOMAIN.matcher(domain).matches())
        .forEach(
            domain ->
                value
                    .faults()
                    .add(
                        value.place(),
                        "'" + key + "' names '" + domain + "', which is no domain",
                        "write it in small letters and without @, such as gmail.com"));
    return domains;
  }
}
