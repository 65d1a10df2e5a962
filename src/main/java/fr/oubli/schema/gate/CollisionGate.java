package fr.oubli.schema.gate;

import fr.oubli.model.datamap.Collection;
import fr.oubli.model.policy.mask.MaskEffect;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.catalog.Column;
import fr.oubli.schema.catalog.ForeignKey;
import fr.oubli.schema.catalog.SqlName;
import fr.oubli.schema.catalog.Table;
import fr.oubli.schema.catalog.Traits.Unique;
import fr.oubli.schema.sql.MaskedField;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What masks write makes no two rows collide in a unique constraint, leaves no foreign key without
 * its target, and sends no row to another partition.
 */
record CollisionGate(
    Catalog catalog, Collection collection, Table table, List<MaskedField> masked) {

  List<Problem> problems() {
    List<Problem> problems = new ArrayList<>();
    for (Unique unique : table.traits().uniques()) {
      if (touched(unique) && !staysApart(unique)) {
        problems.add(collides(unique));
      }
    }
    for (MaskedField field : masked) {
      tie(field.column())
          .ifPresent(
              tie ->
                  problems.add(
                      Problem.invalid(
                          field.place(),
                          "%s.%s %s".formatted(collection.name(), field.field().name(), tie),
                          "write "
                              + collection.name()
                              + "."
                              + field.field().name()
                              + ": preserve, or delete the rows")));
    }
    return problems;
  }

  private boolean touched(Unique unique) {
    Set<String> read = new HashSet<>(unique.columns());
    read.addAll(unique.others());
    return masked.stream().anyMatch(field -> read.contains(field.column().name()));
  }

  /**
   * Whether masked rows cannot collide: the constraint has the whole primary key, or a column that
   * is masked to a value that no other row has, or to none where nulls are distinct. A pseudonym is
   * as distinct as what it stands for, where nothing else of the constraint changes.
   */
  private boolean staysApart(Unique unique) {
    boolean wholeKey = !unique.exclusion() && unique.columns().containsAll(table.primaryKey());
    boolean alone =
        unique.columns().size() + unique.others().size() == 1 && unique.others().size() == 1;
    return wholeKey
        || (!unique.exclusion() && pseudonymsAlone(unique))
        || masked.stream()
            .filter(field -> field.keys().isEmpty())
            .anyMatch(field -> staysApart(unique, field, alone));
  }

  /** A masked field keeps the values of the constraint apart. */
  private boolean staysApart(Unique unique, MaskedField field, boolean alone) {
    String column = field.column().name();
    MaskEffect effect = field.mask().effect();
    boolean plain = unique.columns().contains(column);
    if (plain || (alone && unique.others().contains(column))) {
      return separates(effect, unique);
    }
    return compared(unique, field.column())
        .filter(expression -> !expression.missing() || effect != MaskEffect.EMPTIES)
        .filter(expression -> separates(effect, unique))
        .isPresent();
  }

  /** What the constraint compares in place of a column, if it tells the column's values apart. */
  private static Optional<DistinctExpression> compared(Unique unique, Column column) {
    return unique.expressions().stream()
        .flatMap(expression -> DistinctExpression.of(expression).stream())
        .filter(expression -> expression.column().equals(column.name()))
        .findFirst();
  }

  private boolean pseudonymsAlone(Unique unique) {
    return masked.stream()
        .filter(
            field ->
                unique.columns().contains(field.column().name())
                    || unique.others().contains(field.column().name()))
        .allMatch(
            field ->
                field.mask().effect() == MaskEffect.LINKS
                    && field.keys().isEmpty()
                    && (unique.columns().contains(field.column().name())
                        || compared(unique, field.column()).isPresent()));
  }

  private static boolean separates(MaskEffect effect, Unique unique) {
    return effect == MaskEffect.EMPTIES
        ? unique.nullsDistinct()
        : effect == MaskEffect.DISTINGUISHES && !unique.exclusion();
  }

  private Problem collides(Unique unique) {
    List<String> names =
        masked.stream()
            .map(field -> field.column().name())
            .filter(name -> unique.columns().contains(name) || unique.others().contains(name))
            .distinct()
            .toList();
    return Problem.invalid(
        collection.place(),
        "masked rows of %s could collide in %s, by %s"
            .formatted(collection.name(), unique.name(), String.join(", ", names)),
        "give one of its columns null_rewrite, or a string_rewrite with {key}");
  }

  /** Why a column ties its row to others, or to its place, so that it cannot be rewritten. */
  private Optional<String> tie(Column column) {
    String name = column.name();
    if (collection.primaryKey().isEmpty() && table.primaryKey().contains(name)) {
      return Optional.of("is part of the key by which evidence names rows");
    }
    if (table.traits().partitionKey().contains(name)) {
      return Optional.of("says which partition a row is in");
    }
    for (ForeignKey key : catalog.referencing(table)) {
      if (key.parentColumns().contains(name)) {
        return Optional.of("is what " + key.child() + " refers to (" + key.name() + ")");
      }
    }
    return catalog.foreignKeys().stream()
        .filter(key -> key.child().equals(SqlName.of(table)))
        .filter(key -> key.childColumns().contains(SqlName.of(column)))
        .filter(key -> !nulled(name) || key.childColumns().size() > 1)
        .findFirst()
        .map(key -> "refers to " + key.parent() + " (" + key.name() + ")");
  }

  private boolean nulled(String column) {
    return masked.stream()
        .anyMatch(
            field ->
                field.column().name().equals(column)
                    && field.mask().effect() == MaskEffect.EMPTIES);
  }
}
