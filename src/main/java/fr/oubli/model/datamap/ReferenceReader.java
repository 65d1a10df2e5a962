package fr.oubli.model.datamap;

import fr.oubli.model.yaml.Faults;
import fr.oubli.model.yaml.NearestWord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Follows the references between collections and turns all of them from child to parent. */
final class ReferenceReader {

  /** A field and the collection that it is of. */
  private record FieldName(MappedCollection owner, String field) {
    boolean isKey() {
      return owner.isKey(field);
    }
  }

  private final List<MappedDataset> datasets;
  private final Faults faults;
  private final IdentityHashMap<MappedCollection, Map<String, List<Reference>>> found =
      new IdentityHashMap<>();
  private final Map<String, Map<String, MappedCollection>> written = new HashMap<>();

  ReferenceReader(List<MappedDataset> datasets, Faults faults) {
    this.datasets = datasets;
    this.faults = faults;
    for (MappedDataset dataset : datasets) {
      Map<String, MappedCollection> names = new HashMap<>();
      dataset.collections().forEach(each -> names.putIfAbsent(each.written(), each));
      written.putIfAbsent(dataset.key(), names);
    }
  }

  List<Collection> resolve() {
    List<MappedCollection> mapped =
        datasets.stream().flatMap(dataset -> dataset.collections().stream()).toList();
    for (MappedCollection collection : mapped) {
      collection.references().forEach(reference -> follow(collection, reference));
    }
    return mapped.stream().map(this::collection).toList();
  }

  private void follow(MappedCollection collection, MappedReference reference) {
    Optional<MappedDataset> dataset = dataset(reference);
    if (dataset.isEmpty()) {
      return;
    }
    Optional<FieldName> target = target(dataset.get(), reference);
    if (target.isEmpty()) {
      return;
    }
    FieldName own = new FieldName(collection, reference.field());
    FieldName other = target.get();
    boolean turned = turned(own, other, reference.to());
    FieldName child = turned ? other : own;
    FieldName parent = turned ? own : other;
    found
        .computeIfAbsent(child.owner(), any -> new HashMap<>())
        .computeIfAbsent(child.field(), any -> new ArrayList<>())
        .add(
            new Reference(
                parent.owner().name(), parent.field(), reference.tie(), reference.when()));
    conditions(child.owner(), reference);
  }

  /** The columns of a condition are those of the row that refers. */
  private void conditions(MappedCollection child, MappedReference reference) {
    for (String column : reference.when().keySet()) {
      if (!child.has(column)) {
        List<String> known = child.fields().stream().map(Field::name).toList();
        faults.add(
            reference.place(),
            "'when' names '" + column + "', which is no field of '" + child.name() + "'",
            NearestWord.mend(column, known, "its fields are " + String.join(", ", known)));
      }
    }
  }

  /** One reference that is written on both of its ends is one; what either end says counts. */
  private List<Reference> together(Field field, List<Reference> written) {
    List<Reference> together = new ArrayList<>();
    for (Reference next : written) {
      Optional<Reference> same = together.stream().filter(next::sameTarget).findFirst();
      if (same.isEmpty()) {
        together.add(next);
      } else if (said(next) && said(same.get()) && !next.equals(same.get())) {
        faults.add(
            field.place(),
            "the reference of '" + field.name() + "' to '" + next.collection() + "' is told twice",
            "say its tie and its condition once");
      } else if (said(next)) {
        together.set(together.indexOf(same.get()), next);
      }
    }
    return together;
  }

  private static boolean said(Reference reference) {
    return reference.tie() != Tie.UNSAID || !reference.when().isEmpty();
  }

  /**
   * Whether the other field points at this one. Fides writes the direction that its search takes,
   * which can go from a foreign key to the key that it points at, or back. So a field that is the
   * primary key is the parent, and the direction decides only where both fields are keys or none.
   */
  private static boolean turned(FieldName own, FieldName other, boolean to) {
    return own.isKey() == other.isKey() ? to : own.isKey();
  }

  /** A dataset that the file does not have is another database's, and its reference is left out. */
  private Optional<MappedDataset> dataset(MappedReference reference) {
    List<String> keys = datasets.stream().map(MappedDataset::key).toList();
    if (!keys.contains(reference.dataset())) {
      NearestWord.to(reference.dataset(), keys)
          .ifPresent(
              near ->
                  faults.add(
                      reference.place(),
                      "unknown dataset '" + reference.dataset() + "'",
                      "did you mean '" + near + "'?"));
    }
    return datasets.stream()
        .filter(dataset -> dataset.key().equals(reference.dataset()))
        .findFirst();
  }

  private Optional<FieldName> target(MappedDataset dataset, MappedReference reference) {
    Optional<MappedCollection> collection = collection(dataset, reference.target());
    if (collection.isEmpty()) {
      unknown(reference, dataset.collections().stream().map(MappedCollection::written).toList());
      return Optional.empty();
    }
    return field(collection.get(), reference);
  }

  /** The name of a collection may have points of its own: the longest one that fits. */
  private Optional<MappedCollection> collection(MappedDataset dataset, String target) {
    Map<String, MappedCollection> names = written.getOrDefault(dataset.key(), Map.of());
    int end = target.lastIndexOf('.');
    while (end >= 0 && !names.containsKey(target.substring(0, end))) {
      end = target.lastIndexOf('.', end - 1);
    }
    return end < 0 ? Optional.empty() : Optional.ofNullable(names.get(target.substring(0, end)));
  }

  private void unknown(MappedReference reference, List<String> known) {
    String named = reference.target().replaceFirst("\\.[^.]*$", "");
    faults.add(
        reference.place(),
        "the reference '" + reference.target() + "' names no mapped collection",
        NearestWord.mend(named, known, "write collection.field, and map the collection"));
  }

  private Optional<FieldName> field(MappedCollection collection, MappedReference reference) {
    String field = reference.target().substring(collection.written().length() + 1);
    if (collection.has(field)) {
      return Optional.of(new FieldName(collection, field));
    }
    List<String> known = collection.fields().stream().map(Field::name).toList();
    faults.add(
        reference.place(),
        "the reference '" + reference.target() + "' names no field of '" + collection.name() + "'",
        NearestWord.mend(field, known, "its fields are " + String.join(", ", known)));
    return Optional.empty();
  }

  private Collection collection(MappedCollection mapped) {
    List<Field> fields =
        mapped.fields().stream().map(field -> withReferences(mapped, field)).toList();
    return new Collection(
        mapped.name(),
        mapped.table().schema(),
        mapped.table().table(),
        fields,
        mapped.label(),
        mapped.place(),
        mapped.described().dates());
  }

  private Field withReferences(MappedCollection owner, Field field) {
    List<Reference> references =
        together(field, found.getOrDefault(owner, Map.of()).getOrDefault(field.name(), List.of()));
    return new Field(
        field.path(),
        field.categories(),
        field.primaryKey(),
        field.identification(),
        references,
        field.disclosure(),
        field.place());
  }
}
