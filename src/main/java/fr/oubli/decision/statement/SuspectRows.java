package fr.oubli.decision.statement;

import fr.oubli.decision.clock.ClockSql;
import fr.oubli.decision.clock.DateDefect;
import fr.oubli.schema.catalog.Table;
import fr.oubli.schema.sql.DateReading;
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

  /**
   * One row: how many there are; what is gathered of persons tells it where whole tables are asked.
   */
  public Sql count() {
    boolean whole = scope.style() == LookupStyle.SETS && eligibility().clock().perSubject();
    return Sql.format(
        "select count(*) from {} where {}",
        eligibility().from(ROW),
        whole ? suspect(LookupStyle.SETS) : suspect());
  }

  /**
   * Columns row_key and reason.
   *
   * @param most of so many rows; those that are listed already come first
   */
  public Sql keys(long most) {
    String key = Keys.text(ROW, table());
    return Sql.format(
        """
        select {} as row_key, {} as reason from {} where {}
        order by exists (select 1 from oubli.quarantine q
          where q.rule = {} and q.collection = {} and q.row_key = {}) desc, 1 limit {}""",
        Sql.of(key),
        reason(),
        eligibility().from(ROW),
        suspect(),
        Sql.of("?", eligibility().target().rule().name()),
        Sql.of("?", eligibility().target().collection().name()),
        Sql.of(key),
        Sql.of("?", most));
  }

  /** Where the dates are another table's, the search starts from the few that are suspect. */
  private Sql suspect() {
    if (eligibility().clock().rowAloneTells()) {
      return suspect(LookupStyle.SETS);
    }
    return Sql.all(
        IncrementalCandidates.picked(ROW, table(), eligibility().clock().suspected("c")),
        suspect(LookupStyle.PROBES));
  }

  private Sql suspect(LookupStyle style) {
    return Sql.all(
        List.of(
            eligibility().inReach(ROW, style),
            eligibility().pending().left(ROW),
            eligibility().clock().suspect(ROW, style, ClockSql.ANY)));
  }

  /** The defect, as text, of a row that is suspect. */
  private Sql reason() {
    List<Sql> parts = new ArrayList<>();
    StringBuilder text = new StringBuilder("case");
    for (DateDefect defect : DateDefect.possible(readings())) {
      text.append(" when {} then {}");
      parts.add(eligibility().clock().suspect(ROW, LookupStyle.PROBES, EnumSet.of(defect)));
      parts.add(Sql.of("?", defect.reason()));
    }
    return Sql.format(text.append(" end").toString(), parts.toArray(Sql[]::new));
  }

  private List<DateReading> readings() {
    return eligibility().target().rule().starts().columns().stream()
        .map(eligibility().schema()::reading)
        .toList();
  }

  private Eligibility eligibility() {
    return scope.eligibility();
  }

  private Table table() {
    return eligibility().target().table();
  }
}
