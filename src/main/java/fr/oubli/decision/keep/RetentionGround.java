package fr.oubli.decision.keep;

import fr.oubli.schema.sql.LookupStyle;
import fr.oubli.schema.sql.Sql;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * A reason to keep a row although it is due.
 *
 * @param kind what the reports count it as
 * @param columns the columns it needs; empty keeps the whole row
 * @param condition whether it bears on the row of an alias
 */
public record RetentionGround(
    String name, Kind kind, Set<String> columns, BiFunction<String, LookupStyle, Sql> condition) {

  /** Where the reason comes from. */
  public enum Kind {
    HOLD,
    RESTRICTION
  }

  public RetentionGround {
    columns = Set.copyOf(columns);
  }

  /** Somebody's entry in the register, not what the policy declares. */
  public boolean registered() {
    return Set.of(RegisteredHolds.HOLD, RegisteredHolds.RESTRICTION, RegisteredHolds.REQUEST)
        .contains(name);
  }

  public boolean whole() {
    return columns.isEmpty();
  }

  public Sql bearsOn(String alias, LookupStyle style) {
    return Sql.format("coalesce({}, false)", condition.apply(alias, style));
  }
}
