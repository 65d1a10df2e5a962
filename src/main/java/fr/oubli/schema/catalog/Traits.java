package fr.oubli.schema.catalog;

import java.util.List;

/**
 * What makes a table do something else than a statement says: it hides rows, has rows of other
 * tables, moves rows or refuses them. A partitioned table has the traits of its partitions too.
 *
 * @param heirs quoted names of the tables that inherit from it, its partitions left out
 * @param partitionKey columns that say which partition a row is in
 * @param hidesRows row-level security may hide rows from the role that asks
 */
public record Traits(
    List<Unique> uniques,
    List<Trigger> triggers,
    List<Rewrite> rewrites,
    List<String> heirs,
    List<String> partitionKey,
    boolean hidesRows) {

  static final Traits NONE =
      new Traits(List.of(), List.of(), List.of(), List.of(), List.of(), false);

  /**
   * A unique index or an exclusion constraint.
   *
   * @param columns those that it compares as they are
   * @param expressions what it compares beside, as PostgreSQL writes it
   * @param others the columns that its expressions or its predicate read
   * @param nullsDistinct whether a row with a null never collides with another row
   * @param exclusion whether it is an exclusion constraint
   */
  public record Unique(
      String name,
      List<String> columns,
      List<String> expressions,
      List<String> others,
      boolean nullsDistinct,
      boolean exclusion) {

    public Unique {
      columns = List.copyOf(columns);
      expressions = List.copyOf(expressions);
      others = List.copyOf(others);
    }
  }

  /** A trigger that fires for the sessions of a purge. */
  public record Trigger(String name, boolean onDelete, boolean onUpdate, boolean before) {}

  /** A rewrite rule on DELETE or on UPDATE. */
  public record Rewrite(String name, boolean onDelete) {}

  public Traits {
    uniques = List.copyOf(uniques);
    triggers = List.copyOf(triggers);
    rewrites = List.copyOf(rewrites);
    heirs = List.copyOf(heirs);
    partitionKey = List.copyOf(partitionKey);
  }

  /**
   * Names of the triggers that can change or suppress what a statement is about to do to a row.
   *
   * @param deletes whether the statement is a DELETE, else an UPDATE
   */
  public List<String> deciding(boolean deletes) {
    return triggers.stream()
        .filter(Trigger::before)
        .filter(trigger -> deletes ? trigger.onDelete() : trigger.onUpdate())
        .map(Trigger::name)
        .toList();
  }
}
