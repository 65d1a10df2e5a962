package fr.oubli.schema.sql;

import fr.oubli.schema.catalog.SqlName;
import java.util.List;

/**
 * A temporary table in which a transaction gathers once what several of its statements ask. It is
 * seen by that transaction alone and ends with it, so that no personal value outlives the question.
 * PostgreSQL is told its statistics, because guesses about it would decide how large tables are
 * joined with it.
 *
 * @param name unquoted
 * @param rows the query that gathers
 * @param key the columns of its unique key
 */
public record SessionTable(String name, Sql rows, List<String> key) {

  /** The longest that PostgreSQL tells apart. */
  private static final int LONGEST_NAME = 63;

  public SessionTable {
    key = List.copyOf(key);
    if (name.length() > LONGEST_NAME) {
      throw new IllegalArgumentException("too long a name: " + name);
    }
  }

  /** What stands after FROM. */
  public Sql from(String alias) {
    return Sql.of(quoted() + " " + alias);
  }

  /** Statements that make it, in this order. */
  public List<Sql> statements() {
    return List.of(
        Sql.format("create temporary table {} on commit drop as\n{}", Sql.of(quoted()), rows),
        Sql.of("create unique index on " + quoted() + " (" + String.join(", ", key) + ")"),
        Sql.of("analyze " + quoted()));
  }

  private String quoted() {
    return "pg_temp." + SqlName.quote(name);
  }
}
