package fr.oubli.model.datamap;

import fr.oubli.model.yaml.Faults;
import fr.oubli.model.yaml.Label;
import fr.oubli.model.yaml.Mapping;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads datasets and their collections. */
final class DatasetReader {

  private static final String DEFAULT_SCHEMA = "public";

  private final Faults faults;

  DatasetReader(Faults faults) {
    this.faults = faults;
  }

  MappedDataset dataset(Mapping block) {
    block.knowing(
        "fides_key",
        "organization_fides_key",
        "tags",
        "name",
        "description",
        "meta",
        "data_categories",
        "data_purposes",
        "data_qualifier",
        "joint_controller",
        "retention",
        "third_country_transfers",
        "fides_meta",
        "fidesops_meta",
        "collections");
    String key = block.requiredText("fides_key", "fides_key: my_database").orElse("");
    List<String> inherited = DataMapFile.categories(block);
    String schema = schema(block);
    ZoneId zone = new DateFormReader(faults).zone(meta(block));
    List<MappedCollection> collections =
        block.requiredSequence("collections", "collections: [ ... ]").stream()
            .flatMap(list -> DataMapFile.blocks(list).stream())
            .flatMap(each -> collection(each, schema, inherited, zone).stream())
            .toList();
    return new MappedDataset(key, collections);
  }

  private static String schema(Mapping dataset) {
    return meta(dataset)
        .map(
            meta ->
                meta.knowing("resource_id", "after", "namespace", "redact", DateFormReader.ZONE))
        .flatMap(meta -> meta.mapping("namespace"))
        .flatMap(namespace -> namespace.text("schema"))
        .orElse(DEFAULT_SCHEMA);
  }

  /** {@code fidesops_meta} is the older name of {@code fides_meta}. */
  static Optional<Mapping> meta(Mapping block) {
    String key = block.has("fides_meta") ? "fides_meta" : "fidesops_meta";
    return block.mapping(key).map(Mapping::withoutEmpty);
  }

  private Optional<MappedCollection> collection(
      Mapping block, String schema, List<String> inherited, @Nullable ZoneId around) {
    block.knowing(
        "name",
        "description",
        "data_categories",
        "data_purposes",
        "data_qualifier",
        "retention",
        "fields",
        "fides_meta",
        "fidesops_meta");
    meta(block)
        .ifPresent(
            meta ->
                meta.knowing(
                    "after",
                    "erase_after",
                    "skip_processing",
                    "masking_strategy_override",
                    "partitioning",
                    "redact",
                    WordingReader.LABEL,
                    DateFormReader.ZONE));
    ZoneId own = new DateFormReader(faults).zone(meta(block));
    List<String> categories = DataMapFile.categories(block);
    FieldReader reader = new FieldReader(faults, categories.isEmpty() ? inherited : categories);
    List<Mapping> fields =
        block
            .requiredSequence("fields", "fields: [ ... ]")
            .map(list -> DataMapFile.blocks(list.notEmpty("list every column of the table")))
            .orElse(List.of());
    return block
        .requiredText("name", "name: the_table")
        .map(name -> named(name, schema, reader, fields, block))
        .map(named -> named.dated(reader.dates().within(own == null ? around : own)));
  }

  private MappedCollection named(
      String written, String schema, FieldReader reader, List<Mapping> blocks, Mapping block) {
    TableName table = TableName.of(written, schema);
    List<Field> fields = new ArrayList<>();
    List<MappedReference> references = new ArrayList<>();
    for (Mapping each : blocks) {
      List<Field> found = reader.fields(each);
      fields.addAll(found);
      if (!found.isEmpty()) {
        references.addAll(reader.references(each, found.get(0).name()));
      }
    }
    noFieldTwice(written, fields);
    // In the place of the description, which Fides shows to its own readers.
    Optional<Label> label = meta(block).flatMap(meta -> Label.read(meta, WordingReader.LABEL));
    return new MappedCollection(
        written,
        table.table().replace('.', '_'),
        table,
        new MappedFields(fields, DateForms.NONE, label.orElse(null)),
        references,
        label.map(Label::toPerson).or(() -> block.text("description")).orElse(null),
        block.placeOf("name"));
  }

  private void noFieldTwice(String collection, List<Field> fields) {
    Set<String> seen = new HashSet<>();
    for (Field field : fields) {
      if (!seen.add(field.name())) {
        faults.add(
            field.place(),
            "field '" + field.name() + "' of '" + collection + "' is mapped twice",
            "keep one");
      }
    }
  }
}
