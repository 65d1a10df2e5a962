package fr.oubli.schema.sql;

import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.datamap.Field;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The fields of a collection that tie its rows to others, and so cannot be rewritten.
 *
 * @param pointedAt names of the fields at which references point
 */
public record TyingFields(Set<String> pointedAt) {

  public TyingFields {
    pointedAt = Set.copyOf(pointedAt);
  }

  public static TyingFields of(DataMap map, Collection collection) {
    Set<String> fields = new HashSet<>();
    map.references().stepsDown(collection.name()).forEach(step -> fields.add(step.parentField()));
    return new TyingFields(fields);
  }

  /** Why a field ties rows together; empty where it does not. */
  public Optional<String> why(Field field) {
    if (field.primaryKey()) {
      return Optional.of("a primary key");
    }
    if (!field.references().isEmpty()) {
      return Optional.of("a reference");
    }
    return pointedAt.contains(field.name())
        ? Optional.of("which references point at")
        : Optional.empty();
  }
}
