package fr.oubli.schema.gate;

import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.datamap.DateForm;
import fr.oubli.model.datamap.Field;
import fr.oubli.model.policy.ColumnName;
import fr.oubli.model.yaml.Faults;
import fr.oubli.model.yaml.NearestWord;
import fr.oubli.model.yaml.Place;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Looks up what a policy names in the map, and notes what the map does not have. */
record MapNames(DataMap map, Faults faults) {

  /** The names of collections that the map has, each once. */
  List<String> known(Iterable<String> names) {
    Set<String> known = new LinkedHashSet<>();
    names.forEach(name -> map.collection(name).ifPresent(each -> known.add(each.name())));
    return List.copyOf(known);
  }

  Optional<Field> field(ColumnName name) {
    return map.collection(name.collection()).flatMap(owner -> owner.field(name.column()));
  }

  Optional<Collection> collection(String name, Place place) {
    Optional<Collection> collection = map.collection(name);
    if (collection.isEmpty()) {
      List<String> known = map.collections().stream().map(Collection::name).toList();
      faults.add(
          place,
          "unknown collection '" + name + "'",
          NearestWord.mend(name, known, "describe it in the data map"));
    }
    return collection;
  }

  /** A whole column: a path inside one has no type that a clock or a filter could use. */
  Optional<Field> column(ColumnName name, Place place) {
    Optional<Field> field = part(name, place);
    if (field.filter(Field::inside).isPresent()) {
      faults.add(
          place,
          name + " is a path in a JSON column, which only masks and needs can name",
          "name a column");
      return Optional.empty();
    }
    return field;
  }

  /** A column, or a path inside one of which the map says how it writes dates. */
  Optional<Field> date(ColumnName name, Place place) {
    Optional<Field> field = part(name, place);
    boolean unsaid =
        field
            .filter(Field::inside)
            .flatMap(inside -> map.required(name.collection()).dates().own(name.column()))
            .filter(DateForm::makesDate)
            .isEmpty();
    if (field.filter(Field::inside).isPresent() && unsaid) {
      faults.add(
          place,
          name + " is a path in a JSON column, and the map does not say how it writes dates",
          "write fides_meta: { format: iso } at "
              + field.get().place()
              + ", or { epoch: seconds }; or name a column");
      return Optional.empty();
    }
    return field;
  }

  /** A column, or a path inside one. */
  Optional<Field> part(ColumnName name, Place place) {
    Optional<Collection> collection = collection(name.collection(), place);
    Optional<Field> field = collection.flatMap(owner -> owner.field(name.column()));
    if (collection.isPresent() && field.isEmpty()) {
      List<String> known = collection.get().fields().stream().map(Field::name).toList();
      faults.add(
          place,
          "unknown column '" + name + "'",
          NearestWord.mend(name.column(), known, "describe it in the data map"));
    }
    return field;
  }

  void parts(String collection, List<String> names, Place place) {
    collection(collection, place)
        .ifPresent(known -> names.forEach(name -> part(new ColumnName(known.name(), name), place)));
  }

  void columns(String collection, List<String> columns, Place place) {
    collection(collection, place)
        .ifPresent(
            known -> columns.forEach(name -> column(new ColumnName(known.name(), name), place)));
  }
}
