package fr.oubli.decision.statement;

import fr.oubli.decision.clock.RuleTarget;
import fr.oubli.schema.catalog.Table;
import fr.oubli.schema.sql.Keys;
import fr.oubli.schema.sql.Sql;

/** The entry that a statement writes into the ledger for the rows on which it acts. */
record LedgerEntry(Eligibility eligibility, long run) {

  /** The key of a row, in its own type where one column is the key. */
  Sql key(String row) {
    Table table = eligibility.target().table();
    return Sql.of(table.primaryKey().size() == 1 ? Keys.value(row, table) : Keys.text(row, table));
  }

  /** A query that writes the entry of the rows in {@code gone}, whose keys are {@code k}. */
  Sql ofGone() {
    return Sql.format("{} from gone", of(Sql.of("array_agg(k)::text, count(*)")));
  }

  /**
   * A query that writes an entry, and answers of how many rows it speaks.
   *
   * @param rows the keys as one text, and their number
   */
  Sql of(Sql rows) {
    RuleTarget target = eligibility.target();
    return Sql.format(
        "select {}", of(target.collection().name(), Sql.of("?", target.action().word()), rows));
  }

  /** An expression that writes an entry of rows of some collection. */
  Sql of(String collection, Sql action, Sql rows) {
    return Sql.format(
        "oubli.append_entry({}, {}, {}, {}, {}, {}, {})",
        Sql.of("?", run),
        Sql.of("?", eligibility.target().rule().name()),
        Sql.of("?", eligibility.schema().policy().sha256()),
        Sql.of("?", collection),
        action,
        Sql.of("?", eligibility.cutoff()),
        rows);
  }
}
