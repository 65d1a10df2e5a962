package fr.oubli.datamap;

import fr.oubli.document.Document;
import fr.oubli.document.Faults;
import fr.oubli.document.Mapping;
import fr.oubli.document.Sequence;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads a data map from Fides dataset YAML, with all the keys that Fides knows. */
public final class DataMapFile {

  private DataMapFile() {}

  /**
   * @throws fr.oubli.exit.Refusal with one line per fault
   */
  public static DataMap read(Path path) {
    Document document = Document.read(path);
    List<MappedDataset> datasets = datasets(document);
    List<MappedCollection> mapped =
        datasets.stream().flatMap(dataset -> dataset.collections().stream()).toList();
    noNameTwice(mapped, document.faults());
    List<Collection> collections = new ReferenceReader(datasets, document.faults()).resolve();
    document.faults().refuseIfAny();
    return new DataMap(datasets.get(0).key(), document.sha256(), collections);
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

  /** Policies name a collection by its table alone, so two schemas cannot share a name. */
  private static void noNameTwice(List<MappedCollection> mapped, Faults faults) {
    Map<String, MappedCollection> seen = new HashMap<>();
    for (MappedCollection collection : mapped) {
      MappedCollection first = seen.putIfAbsent(collection.name(), collection);
      if (first != null) {
        faults.add(
            collection.place(),
            "collection '" + collection.name() + "' is mapped twice",
            "keep one; the first is on line " + first.place().line());
      }
    }
  }

  /** Categories of a block, for the fields below it that have none of their own. */
  static List<String> categories(Mapping block) {
    return block.sequence("data_categories").map(Sequence::texts).orElse(List.of());
  }

  /** Maps that Fides itself writes say null for what is absent. */
  static List<Mapping> blocks(Sequence list) {
    return list.mappings().stream().map(Mapping::withoutEmpty).toList();
  }
}
