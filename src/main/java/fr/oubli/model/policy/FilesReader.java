package fr.oubli.model.policy;

import fr.oubli.model.policy.FileColumns.Treatment;
import fr.oubli.model.yaml.Faults;
import fr.oubli.model.yaml.Mapping;
import fr.oubli.model.yaml.NearestWord;
import fr.oubli.model.yaml.Scalar;
import fr.oubli.model.yaml.Sequence;
import fr.oubli.model.yaml.Value;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads which columns name files, and what becomes of addresses that stand there. */
final class FilesReader {

  private static final Pattern SCHEME = Pattern.compile("[a-z][a-z0-9+.-]+");
  private static final List<String> TREATMENTS =
      Arrays.stream(Treatment.values()).map(Treatment::written).toList();

  private final Faults faults;

  FilesReader(Faults faults) {
    this.faults = faults;
  }

  Map<String, FileColumns> files(Mapping root) {
    Map<String, FileColumns> files = new LinkedHashMap<>();
    for (Mapping.Entry entry :
        root.mapping("files").map(Mapping::entries).orElseGet(List::<Mapping.Entry>of)) {
      read(entry).ifPresent(columns -> files.put(entry.key(), columns));
    }
    return files;
  }

  private Optional<FileColumns> read(Mapping.Entry entry) {
    List<String> columns;
    Map<String, Treatment> schemes = Map.of();
    if (entry.value() instanceof Mapping block) {
      block.knowing("columns", "schemes");
      columns =
          block.required("columns", "columns: [file_path]").map(this::columns).orElse(List.of());
      schemes = block.mapping("schemes").map(this::schemes).orElse(Map.of());
    } else {
      columns = columns(entry.value());
    }
    return columns.isEmpty()
        ? Optional.empty()
        : Optional.of(new FileColumns(entry.key(), columns, schemes, entry.place()));
  }

  private List<String> columns(Value value) {
    if (value instanceof Scalar scalar) {
      return scalar.asText().map(List::of).orElse(List.of());
    }
    return value
        .asSequence()
        .map(list -> list.notEmpty("name a column such as [file_path]"))
        .map(Sequence::texts)
        .orElse(List.of());
  }

  private Map<String, Treatment> schemes(Mapping block) {
    Map<String, Treatment> schemes = new LinkedHashMap<>();
    for (Mapping.Entry entry : block.entries()) {
      if (!SCHEME.matcher(entry.key()).matches()) {
        faults.add(
            entry.place(),
            "'" + entry.key() + "' is no scheme of an address",
            "write what stands before the colon in small letters, such as s3 or https");
      }
      entry
          .value()
          .asText()
          .flatMap(word -> treatment(word, entry))
          .ifPresent(treatment -> schemes.put(entry.key(), treatment));
    }
    return schemes;
  }

  private Optional<Treatment> treatment(String word, Mapping.Entry entry) {
    Optional<Treatment> known =
        Arrays.stream(Treatment.values()).filter(each -> each.written().equals(word)).findFirst();
    if (known.isEmpty()) {
      faults.add(
          entry.place(),
          "'" + word + "' is nothing that can become of an address",
          NearestWord.mend(word, TREATMENTS, "write " + String.join(" or ", TREATMENTS)));
    }
    return known;
  }
}
