package fr.oubli.schema.sql;

import fr.oubli.model.policy.Policy;
import fr.oubli.model.policy.Rule;
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

  private static final int LONGEST_RULE = 40;

  /** The longest that PostgreSQL tells apart. */
  private static final int LONGEST_NAME = 63;

  public SessionTable {
    key = List.copyOf(key);
    rows = Aliases.named(rows);
    if (name.length() > LONGEST_NAME) {
      throw new IllegalArgumentException("too long a name: " + name);
    }
  }

  /**
   * A name for what a rule gathers. Long names of rules are cut, and their place in the policy
   * tells them apart.
   */
  public static String name(Policy policy, Rule rule, String what) {
    return name(rule.name(), policy.rules().indexOf(rule), what);
  }

  /** A name for what all rules gather that a period in the data makes of one. */
  public static String shared(Policy policy, Rule rule, String what) {
    List<String> written = policy.rules().stream().map(Rule::written).toList();
    return name(rule.written(), written.indexOf(rule.written()), what);
  }

  private static String name(String rule, int place, String what) {
    String told =
        rule.length() <= LONGEST_RULE ? rule : rule.substring(0, LONGEST_RULE - 4) + "~" + place;
    return told + ": " + what;
  }

  /** What stands after FROM to read a table that was made under a name. */
  public static Sql made(String name, String alias) {
    return Sql.of(quoted(name) + " " + alias);
  }

  /** What stands after FROM. */
  public Sql from(String alias) {
    return made(name, alias);
  }

  /** Statements that make it, in this order. */
  public List<Sql> statements() {
    return List.of(
        Sql.format("create temporary table {} on commit drop as\n{}", Sql.of(quoted()), rows),
        Sql.of("create unique index on " + quoted() + " (" + String.join(", ", key) + ")"),
        Sql.of("analyze " + quoted()));
  }

  private String quoted() {
    return quoted(name);
  }

  private static String quoted(String name) {
    return "pg_temp." + SqlName.quote(name);
  }
}
