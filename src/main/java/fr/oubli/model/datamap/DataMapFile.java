package fr.oubli.model.datamap;

import fr.oubli.model.yaml.Document;
import fr.oubli.model.yaml.Faults;
import fr.oubli.model.yaml.Label;
import fr.oubli.model.yaml.Mapping;
import fr.oubli.model.yaml.Sequence;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads a data map from Fides dataset YAML, with all the keys that Fides knows. */
public final class DataMapFile {

  private DataMapFile() {}

  /**
   * @throws fr.oubli.platform.exit.Refusal with one line per fault
   */
  public static DataMap read(Path path) {
    Document document = Document.read(path);
    List<MappedDataset> datasets = apart(datasets(document));
    List<MappedCollection> mapped =
        datasets.stream().flatMap(dataset -> dataset.collections().stream()).toList();
    noNameTwice(mapped, document.faults());
    List<Collection> collections = new ReferenceReader(datasets, document.faults()).resolve();
    document.faults().refuseIfAny();
    return new DataMap(datasets.get(0).key(), document.sha256(), collections, labels(mapped));
  }

  private static Map<String, Label> labels(List<MappedCollection> mapped) {
    Map<String, Label> labels = new HashMap<>();
    for (MappedCollection collection : mapped) {
      Label label = collection.described().label();
      if (label != null) {
        labels.put(collection.name(), label);
      }
    }
    return labels;
  }

  private static List<MappedDataset> datasets(Document document) {
    DatasetReader reader = new DatasetReader(document.faults());
    List<MappedDataset> datasets =
        document
            .root()
            .asMapping()
            .map(root -> root.knowing("dataset"))
            .flatMap(root -> root.requiredSequence("dataset", "dataset: [ ... ]"))
            .map(list -> blocks(list.notEmpty("describe at least one database")))
            .orElse(List.of())
            .stream()
            .map(reader::dataset)
            .toList();
    return datasets;
  }

  /**
   * Policies name a collection by its table alone. Where tables of several schemas share a name,
   * those that the map writes with their schema get it before their name.
   */
  private static List<MappedDataset> apart(List<MappedDataset> datasets) {
    Map<String, Long> tables =
        datasets.stream()
            .flatMap(dataset -> dataset.collections().stream())
            .map(MappedCollection::name)
            .collect(Collectors.groupingBy(name -> name, Collectors.counting()));
    return datasets.stream()
        .map(
            dataset ->
                new MappedDataset(
                    dataset.key(),
                    dataset.collections().stream()
                        .map(
                            each ->
                                each.written().contains(".")
                                        && tables.getOrDefault(each.name(), 0L) > 1
                                    ? each.withSchema()
                                    : each)
                        .toList()))
        .toList();
  }

  private static void noNameTwice(List<MappedCollection> mapped, Faults faults) {
    Map<String, MappedCollection> seen = new HashMap<>();
    for (MappedCollection collection : mapped) {
      MappedCollection first = seen.putIfAbsent(collection.name(), collection);
      if (first != null) {
        boolean same = first.table().schema().equals(collection.table().schema());
        faults.add(
            collection.place(),
            "collection '" + collection.name() + "' is mapped twice",
            (same ? "keep one" : "write schema.table for one of them")
                + "; the first is on line "
                + first.place().line());
      }
    }
  }

  /** Categories of a block, for the fields below it that have none of their own. */
  static List<String> categories(Mapping block) {
    return block.sequence("data_categories").map(Sequence::texts).orElse(List.of());
  }

  /** The blocks of a list. Maps that Fides itself writes have null for what is absent. */
  static List<Mapping> blocks(Sequence list) {
    return list.mappings().stream().map(Mapping::withoutEmpty).toList();
  }
}
