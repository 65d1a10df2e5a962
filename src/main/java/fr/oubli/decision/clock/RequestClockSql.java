package fr.oubli.decision.clock;

import fr.oubli.decision.person.RequestedRows;
import fr.oubli.schema.catalog.Table;
import fr.oubli.schema.sql.LookupStyle;
import fr.oubli.schema.sql.Sql;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/**
 * A person's request in the place of a clock: the rows that were found for it are due on the day on
 * which it is carried out.
 */
record RequestClockSql(Days days, String collection, Table table, long request)
    implements ClockSql {

  @Override
  public LocalDate cutoff() {
    return days.asOf();
  }

  @Override
  public Sql due(String alias, LookupStyle style) {
    return RequestedRows.confirmed(alias, table, collection, request);
  }

  @Override
  public Sql suspect(String alias, LookupStyle style, Set<DateDefect> defects) {
    return Sql.FALSE;
  }

  @Override
  public List<Sql> suspected(String alias) {
    return List.of();
  }

  @Override
  public List<Sql> affectedBy(String alias, DateTest test) {
    return List.of();
  }

  /** A request has no watermark: it always looks at all of its rows. */
  @Override
  public List<Sql> candidates(String alias, Watermark watermark) {
    return List.of(Sql.TRUE);
  }

  @Override
  public Sql day(String alias) {
    return Sql.of("?", days.asOf());
  }
}
