package fr.oubli.model.datamap;

import fr.oubli.model.yaml.Faults;
import fr.oubli.model.yaml.Label;
import fr.oubli.model.yaml.Mapping;
import fr.oubli.model.yaml.NearestWord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the fields of a collection. */
final class FieldReader {

  private static final List<String> TOP_CATEGORIES = List.of("user", "system");

  private final Faults faults;
  private final List<String> inherited;
  private final DateForms.Collected dates = new DateForms.Collected();

  /**
   * @param inherited the categories of a field that has none of its own
   */
  FieldReader(Faults faults, List<String> inherited) {
    this.faults = faults;
    this.inherited = inherited;
  }

  /**
   * A column and the paths that are described inside it. A column takes the categories of its
   * collection only where neither it nor a path inside it has its own.
   */
  List<Field> fields(Mapping block) {
    List<Field> found = new ArrayList<>();
    block
        .requiredText("name", "name: the_column")
        .ifPresent(name -> collect(List.of(name), block, found));
    boolean described = found.stream().anyMatch(field -> !field.categories().isEmpty());
    return described ? found : found.stream().map(this::inheriting).toList();
  }

  /** How the fields that were read write their dates. */
  DateForms.Collected dates() {
    return dates;
  }

  private Field inheriting(Field field) {
    return field.inside() ? field : field.categorised(inherited);
  }

  private void collect(List<String> path, Mapping block, List<Field> found) {
    known(block);
    List<String> own = DataMapFile.categories(block).stream().distinct().toList();
    own.forEach(category -> spelled(category, block));
    List<Mapping> nested = block.sequence("fields").map(DataMapFile::blocks).orElse(List.of());
    if (path.size() == 1 || nested.isEmpty() || !own.isEmpty()) {
      found.add(field(path, own, block));
    }
    for (Mapping each : nested) {
      each.requiredText("name", "name: the_key")
          .ifPresent(
              key -> collect(Stream.concat(path.stream(), Stream.of(key)).toList(), each, found));
    }
  }

  private Field field(List<String> path, List<String> categories, Mapping block) {
    Optional<Mapping> meta = DatasetReader.meta(block);
    meta.flatMap(new DateFormReader(faults)::form)
        .ifPresent(form -> dates.add(String.join(".", path), form));
    return new Field(
        path,
        categories,
        path.size() == 1 && meta.map(each -> each.flag("primary_key")).orElse(false),
        meta.flatMap(each -> identity(each, path)).orElse(null),
        List.of(),
        disclosure(block, meta),
        block.placeOf("name"));
  }

  /** A label stands in the place of the description, which Fides shows to its own readers. */
  private Disclosure disclosure(Mapping block, Optional<Mapping> meta) {
    Wording wording = meta.map(new WordingReader(faults)::wording).orElse(Wording.NONE);
    Label label = wording.label();
    return new Disclosure(
        label == null ? block.text("description").orElse(null) : label.toPerson(),
        meta.map(each -> each.flag("provided")).orElse(false),
        meta.map(each -> each.flag("other_person")).orElse(false),
        wording);
  }

  /** A name that looks unconfirmed is asked about: it would make strangers one person. */
  private Optional<Identity> identity(Mapping meta, List<String> path) {
    Optional<String> kind = meta.text("identity");
    String name = path.get(path.size() - 1);
    if (kind.isPresent() && !meta.has("confirmed") && Identity.looksUnconfirmed(name)) {
      faults.add(
          meta.placeOf("identity"),
          "'" + String.join(".", path) + "' looks like an identity that nobody confirmed",
          "add confirmed: false, or confirmed: true where it was confirmed before it was written");
    }
    return kind.map(each -> new Identity(each, !meta.has("confirmed") || meta.flag("confirmed")));
  }

  private static void known(Mapping block) {
    block.knowing(
        "name",
        "description",
        "data_categories",
        "data_purposes",
        "fields",
        "fides_meta",
        "fidesops_meta",
        "data_qualifier",
        "retention");
    DatasetReader.meta(block)
        .ifPresent(
            meta ->
                meta.knowing(
                    "references",
                    "identity",
                    "confirmed",
                    "primary_key",
                    "data_type",
                    "length",
                    "return_all_elements",
                    "read_only",
                    "custom_request_field",
                    "provided",
                    "other_person",
                    "masking_strategy_override",
                    "redact",
                    WordingReader.LABEL,
                    WordingReader.VALUES,
                    WordingReader.MONEY,
                    DateFormReader.ZONE,
                    DateFormReader.EPOCH,
                    DateFormReader.FORMAT,
                    DateFormReader.FROM,
                    DateFormReader.UNIT));
  }

  /** A company may have its own categories. A mistyped {@code user} would hide personal data. */
  private void spelled(String category, Mapping block) {
    String top = category.split("\\.", 2)[0];
    if (!TOP_CATEGORIES.contains(top)) {
      NearestWord.to(top, TOP_CATEGORIES)
          .ifPresent(
              near ->
                  faults.add(
                      block.placeOf("data_categories"),
                      "unknown category '" + category + "'",
                      "did you mean '" + near + category.substring(top.length()) + "'?"));
    }
  }

  List<MappedReference> references(Mapping block, String field) {
    return new ReferenceBlock(faults).references(block, field);
  }
}
