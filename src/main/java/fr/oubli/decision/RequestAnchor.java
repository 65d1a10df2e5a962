package fr.oubli.decision;

import fr.oubli.catalog.Table;
import java.time.LocalDate;
import java.util.Set;

/** A person's request instead of a clock: the rows that it found are due on the day it is done. */
record RequestAnchor(Days days, String collection, Table table, long request) implements Anchor {

  @Override
  public LocalDate cutoff() {
    return days.asOf();
  }

  @Override
  public Sql due(String alias, Look look) {
    boolean simple = table.primaryKey().size() == 1;
    String type = simple ? table.column(table.primaryKey().get(0)).type() : "text";
    return Sql.of(
        (simple ? Keys.value(alias, table) : Keys.text(alias, table))
            + " in (select m.row_key::"
            + type
            + " from oubli.request_match m where m.request = ? and m.collection = ?"
            + " and m.state = 'confirmed')",
        request,
        collection);
  }

  @Override
  public Sql suspect(String alias, Look look, Set<Suspicion> kinds) {
    return Sql.FALSE;
  }

  @Override
  public Sql day(String alias) {
    return Sql.of("?", days.asOf());
  }
}
