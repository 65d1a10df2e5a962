package fr.oubli.decision.clock;

import fr.oubli.decision.person.RequestedRows;
import fr.oubli.schema.catalog.Table;
import fr.oubli.schema.sql.LookupStyle;
import fr.oubli.schema.sql.Sql;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/** A person's request instead of a clock: the rows that it found are due on the day it is done. */
public record RequestClockSql(Days days, String collection, Table table, long request)
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
  public Sql suspect(String alias, LookupStyle style, Set<DateDefect> kinds) {
    return Sql.FALSE;
  }

  @Override
  public List<Sql> touched(String alias, DateTest test) {
    return List.of();
  }

  /** No look goes before a request. */
  @Override
  public List<Sql> recent(String alias, Watermark last) {
    return List.of(Sql.TRUE);
  }

  @Override
  public Sql day(String alias) {
    return Sql.of("?", days.asOf());
  }
}
