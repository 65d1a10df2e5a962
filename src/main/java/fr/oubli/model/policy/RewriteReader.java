package fr.oubli.model.policy;

import fr.oubli.model.yaml.Mapping;
import fr.oubli.model.yaml.Scalar;
import fr.oubli.model.yaml.Sequence;
import fr.oubli.model.yaml.Value;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code rewrite} of the limits. */
final class RewriteReader {

  private static final String ALL = "all";
  private static final String TIME = "([01]\\d|2[0-3]):([0-5]\\d)";
  private static final Pattern WINDOW = Pattern.compile(TIME + "-(?:" + TIME + "|24:00)");

  /** When a window opens and closes, in minutes of the day. */
  private record Hours(int opens, int closes) {}

  private RewriteReader() {}

  static Optional<Rewrite> rewrite(Mapping limits) {
    return limits.mapping("rewrite").flatMap(block -> read(block, limits));
  }

  private static Optional<Rewrite> read(Mapping block, Mapping limits) {
    block.knowing("tables", "between");
    Optional<List<String>> tables =
        block
            .required("tables", "tables: all, or a list of collections")
            .flatMap(value -> tables(value, block));
    Optional<Hours> hours =
        block.requiredText("between", "between: 02:00-05:00").flatMap(text -> hours(text, block));
    return tables.isEmpty() || hours.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Rewrite(
                tables.get(),
                hours.get().opens(),
                hours.get().closes(),
                limits.placeOf("rewrite")));
  }

  private static Optional<List<String>> tables(Value value, Mapping block) {
    if (value instanceof Scalar scalar) {
      if (ALL.equals(scalar.text())) {
        return Optional.of(List.of());
      }
      block
          .faults()
          .add(
              scalar.place(),
              "'tables' is " + scalar.kind(),
              "write all, or the collections between brackets, such as [messages]");
      return Optional.empty();
    }
    return value
        .asSequence()
        .map(list -> list.notEmpty("name a collection such as [messages], or write all"))
        .map(Sequence::texts)
        .filter(list -> !list.isEmpty());
  }

  private static Optional<Hours> hours(String text, Mapping block) {
    Matcher window = WINDOW.matcher(text);
    if (window.matches()) {
      int opens = minute(window.group(1), window.group(2));
      int closes = window.group(3) == null ? 24 * 60 : minute(window.group(3), window.group(4));
      int end = closes == 0 ? 24 * 60 : closes;
      if (opens != end) {
        return Optional.of(new Hours(opens, end));
      }
    }
    block
        .faults()
        .add(
            block.placeOf("between"),
            "'between' is '" + text + "', not a window of hours",
            "write when it opens and when it closes, such as 02:00-05:00");
    return Optional.empty();
  }

  private static int minute(String hours, String minutes) {
    return Integer.parseInt(hours) * 60 + Integer.parseInt(minutes);
  }
}
