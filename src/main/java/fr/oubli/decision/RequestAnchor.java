package fr.oubli.decision;

import fr.oubli.catalog.Table;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/** A person's request instead of a clock: the rows that it found are due on the day it is done. */
record RequestAnchor(Days days, String collection, Table table, long request) implements Anchor {

  @Override
  public LocalDate cutoff() {
    return days.asOf();
  }

  @Override
  public Sql due(String alias, Look look) {
    return RequestedRows.confirmed(alias, table, collection, request);
  }

  @Override
  public Sql suspect(String alias, Look look, Set<Suspicion> kinds) {
    return Sql.FALSE;
  }

  @Override
  public List<Sql> touched(String alias, DateTest test) {
    return List.of();
  }

  /** No look goes before a request. */
  @Override
  public List<Sql> recent(String alias, LastLook last) {
    return List.of(Sql.TRUE);
  }

  @Override
  public Sql day(String alias) {
    return Sql.of("?", days.asOf());
  }
}
