package fr.oubli.decision.statement;

import fr.oubli.decision.clock.ClockSql;
import fr.oubli.decision.clock.DateDefect;
import fr.oubli.schema.catalog.Table;
import fr.oubli.schema.sql.Keys;
import fr.oubli.schema.sql.LookupStyle;
import fr.oubli.schema.sql.Sql;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/**
 * The rows whose clock starts by a date that nobody can judge. They wait in quarantine until a
 * person mends the date.
 */
public record SuspectRows(RowScope scope) {

  private static final String ROW = "t";

  /** One row: how many there are. */
  public Sql count() {
    return Sql.format("select count(*) from {} where {}", eligibility().from(ROW), suspect());
  }

  /** Columns row_key and reason. */
  public Sql keys() {
    return Sql.format(
        "select " + Keys.text(ROW, table()) + " as row_key, {} as reason from {} where {}",
        reason(),
        eligibility().from(ROW),
        suspect());
  }

  /**
   * Where the dates are another table's and only what is new is looked at, the search starts from
   * the few dates that are suspect.
   */
  private Sql suspect() {
    ClockSql clock = eligibility().clock();
    if (clock.rowAloneTells() || (clock.perSubject() && scope.style() == LookupStyle.SETS)) {
      return suspect(LookupStyle.SETS);
    }
    return Sql.format(
        "{} and {}",
        IncrementalCandidates.picked(
            ROW, table(), eligibility().clock().affectedBy("c", DateDefect.test(eligibility().days()))),
        suspect(LookupStyle.PROBES));
  }

  private Sql suspect(LookupStyle style) {
    return Sql.all(
        List.of(
            eligibility().inReach(ROW),
            eligibility().pending().left(ROW),
            eligibility().clock().suspect(ROW, style, ClockSql.ANY)));
  }

  /** The defect, as text, of a row that is suspect. */
  private Sql reason() {
    List<Sql> parts = new ArrayList<>();
    StringBuilder text = new StringBuilder("case");
    for (DateDefect defect : DateDefect.values()) {
      text.append(" when {} then {}");
      parts.add(eligibility().clock().suspect(ROW, LookupStyle.PROBES, EnumSet.of(defect)));
      parts.add(Sql.of("?", defect.reason()));
    }
    return Sql.format(text.append(" end").toString(), parts.toArray(Sql[]::new));
  }

  private Eligibility eligibility() {
    return scope.eligibility();
  }

  private Table table() {
    return eligibility().target().table();
  }
}
