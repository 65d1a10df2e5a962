package fr.oubli.datamap;

import fr.oubli.document.Faults;
import fr.oubli.document.Mapping;
import fr.oubli.document.Nearest;
import fr.oubli.document.Sequence;
import fr.oubli.document.Value;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the fields of a collection. */
final class FieldReader {

  private static final List<String> TOP_CATEGORIES = List.of("user", "system");

  private final Faults faults;
  private final List<String> inherited;

  /**
   * @param inherited the categories of a field that has none of its own
   */
  FieldReader(Faults faults, List<String> inherited) {
    this.faults = faults;
    this.inherited = inherited;
  }

  Optional<Field> field(Mapping block) {
    List<String> own = categories(block).distinct().toList();
    Optional<Mapping> meta = DatasetReader.meta(block);
    boolean primaryKey = meta.map(each -> each.flag("primary_key")).orElse(false);
    @Nullable String identity = meta.flatMap(each -> each.text("identity")).orElse(null);
    return block
        .requiredText("name", "name: the_column")
        .map(
            name ->
                new Field(
                    name,
                    own.isEmpty() ? inherited : own,
                    primaryKey,
                    identity,
                    List.of(),
                    new Disclosure(
                        block.text("description").orElse(null),
                        meta.map(each -> each.flag("provided")).orElse(false),
                        meta.map(each -> each.flag("other_person")).orElse(false)),
                    block.placeOf("name")));
  }

  /**
   * Fields inside a JSON column are no columns, but what they say of a person is said of the column
   * that holds them.
   */
  private Stream<String> categories(Mapping block) {
    known(block);
    List<String> own = DataMapFile.categories(block);
    own.forEach(category -> spelled(category, block));
    Stream<Mapping> nested =
        block.sequence("fields").map(DataMapFile::blocks).orElse(List.of()).stream();
    return Stream.concat(own.stream(), nested.flatMap(this::categories));
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
                    "primary_key",
                    "data_type",
                    "length",
                    "return_all_elements",
                    "read_only",
                    "custom_request_field",
                    "provided",
                    "other_person",
                    "masking_strategy_override",
                    "redact"));
  }

  /** A company may have categories of its own; a mistyped {@code user} would hide a person. */
  private void spelled(String category, Mapping block) {
    String top = category.split("\\.", 2)[0];
    if (!TOP_CATEGORIES.contains(top)) {
      Nearest.to(top, TOP_CATEGORIES)
          .ifPresent(
              near ->
                  faults.add(
                      block.placeOf("data_categories"),
                      "unknown category '" + category + "'",
                      "did you mean '" + near + category.substring(top.length()) + "'?"));
    }
  }

  List<MappedReference> references(Mapping block, String field) {
    return DatasetReader.meta(block)
        .flatMap(meta -> meta.sequence("references"))
        .map(Sequence::items)
        .orElse(List.of())
        .stream()
        .flatMap(item -> reference(item, field).stream())
        .toList();
  }

  private Optional<MappedReference> reference(Value item, String field) {
    Optional<Mapping> block =
        item.asMapping().map(each -> each.withoutEmpty().knowing("dataset", "field", "direction"));
    Optional<String> dataset =
        block.flatMap(each -> each.requiredText("dataset", "dataset: its fides_key"));
    Optional<String> target =
        block.flatMap(each -> each.requiredText("field", "field: the_table.the_column"));
    if (block.isEmpty() || dataset.isEmpty() || target.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new MappedReference(
            field, dataset.get(), target.get(), reversed(block.get()), item.place()));
  }

  private boolean reversed(Mapping block) {
    String direction = block.text("direction").orElse("from");
    if (!List.of("from", "to").contains(direction)) {
      faults.add(
          block.placeOf("direction"),
          "direction '" + direction + "' is neither from nor to",
          "write from, or leave it out, where this field points at the other");
    }
    return direction.equals("to");
  }
}
