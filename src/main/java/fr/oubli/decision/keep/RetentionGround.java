package fr.oubli.decision.keep;

import fr.oubli.schema.sql.LookupStyle;
import fr.oubli.schema.sql.SessionTable;
import fr.oubli.schema.sql.Sql;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * A reason to keep a row although it is due.
 *
 * @param columns the columns that it needs; empty where it keeps the whole row
 * @param condition whether it bears on the row behind an alias; never null
 * @param registered it comes from an entry in a register, not from the policy
 * @param tables what has to be gathered before the condition asks whole tables
 */
public record RetentionGround(
    String name,
    Kind kind,
    Set<String> columns,
    BiFunction<String, LookupStyle, Sql> condition,
    boolean registered,
    List<SessionTable> tables) {

  /** What the reports count the rows under. */
  public enum Kind {
    HOLD,
    RESTRICTION
  }

  public RetentionGround {
    columns = Set.copyOf(columns);
    tables = List.copyOf(tables);
  }

  /** A ground for which nothing has to be gathered. */
  public RetentionGround(
      String name, Kind kind, Set<String> columns, BiFunction<String, LookupStyle, Sql> condition) {
    this(name, kind, columns, condition, false, List.of());
  }

  /** A ground that keeps the whole row because of an entry in a register. */
  static RetentionGround registered(
      String name, Kind kind, BiFunction<String, LookupStyle, Sql> condition) {
    return new RetentionGround(name, kind, Set.of(), condition, true, List.of());
  }

  /** It keeps the whole row. */
  public boolean whole() {
    return columns.isEmpty();
  }

  /** It keeps the row behind an alias, or the columns of it that it needs. */
  public Sql bearsOn(String alias, LookupStyle style) {
    return condition.apply(alias, style);
  }
}
