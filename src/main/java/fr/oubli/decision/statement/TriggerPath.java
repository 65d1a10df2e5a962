package fr.oubli.decision.statement;

import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.catalog.Table;
import fr.oubli.schema.sql.Sql;
import java.util.Optional;

/**
 * Triggers of the company's find names where its own sessions look. Those of Oubli look nowhere
 * else than among PostgreSQL's own names. A statement that fires triggers is read with that narrow
 * path, and widens it when it begins to act; afterwards the path is made narrow again.
 */
public final class TriggerPath {

  private static final String WIDENED =
      "(select set_config('search_path', reset_val, true) from pg_settings where name ="
          + " 'search_path') is not null";

  private static final String NARROWED =
      "select 0::bigint from set_config('search_path', 'pg_catalog, pg_temp', true)";

  private TriggerPath() {}

  /** A condition that is met, and that PostgreSQL asks once, before the first row is changed. */
  static Sql widened(Catalog catalog, Table table) {
    return fires(catalog, table) ? Sql.of(WIDENED) : Sql.TRUE;
  }

  /** To be run after a statement on the table; it answers 0. Empty where none fires a trigger. */
  public static Optional<Sql> narrowed(Catalog catalog, Table table) {
    return fires(catalog, table) ? Optional.of(Sql.of(NARROWED)) : Optional.empty();
  }

  static Sql widened(Table table) {
    return fires(table) ? Sql.of(WIDENED) : Sql.TRUE;
  }

  /** The same for a statement that changes no key. */
  public static Optional<Sql> narrowed(Table table) {
    return fires(table) ? Optional.of(Sql.of(NARROWED)) : Optional.empty();
  }

  private static boolean fires(Table table) {
    return !table.traits().triggers().isEmpty();
  }

  /** What refers to a row can lose its reference with it, by PostgreSQL's own doing. */
  private static boolean fires(Catalog catalog, Table table) {
    return fires(table)
        || catalog.referencing(table).stream()
            .filter(key -> key.onDelete().changesChild())
            .anyMatch(
                key -> catalog.named(key.child()).map(TriggerPath::fires).orElse(Boolean.TRUE));
  }
}
