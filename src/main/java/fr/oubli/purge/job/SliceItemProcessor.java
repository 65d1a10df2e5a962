package fr.oubli.purge.job;

import fr.oubli.decision.Enforcement;
import fr.oubli.purge.plan.PlannedEnforcement;
import fr.oubli.schema.sql.Slice;
import fr.oubli.schema.sql.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.batch.infrastructure.item.ItemProcessor;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Turns a slice into the statements that decide on its rows and act on them. */
record SliceItemProcessor(
    JdbcTemplate jdbc, JdbcTransactionManager transactions, PlannedEnforcement planned, long run)
    implements ItemProcessor<Slice, SliceStatements> {

  @Override
  public SliceStatements process(Slice slice) {
    Enforcement enforcement = planned.enforcement();
    if (slice instanceof Slice.Planned rows) {
      return statements(rows, found(rows));
    }
    if (slice instanceof Slice.Found) {
      return statements(slice, List.of(slice));
    }
    return new SliceStatements(
        slice,
        enforcement.locks(run, slice),
        enforcement.bulkDelete(run, slice),
        enforcement.acts(run, slice, planned.inPart() > 0));
  }

  /** A plan's rows are first found by their keys, then acted on where they lie. */
  private SliceStatements statements(Slice rows, List<Slice> places) {
    Enforcement enforcement = planned.enforcement();
    List<Sql> locks = new ArrayList<>();
    List<Sql> acts = new ArrayList<>();
    for (Slice found : places) {
      locks.addAll(enforcement.locks(run, found));
      acts.addAll(enforcement.acts(run, found, planned.inPart() > 0));
    }
    return new SliceStatements(rows, locks, Optional.empty(), acts);
  }

  /** Cuts a slice into pieces; rows of a plan where they lie now. */
  List<Slice> pieces(Slice slice, int pieces) {
    if (pieces > 1 && slice instanceof Slice.Planned rows) {
      return found(rows).stream().flatMap(each -> SliceParts.of(each, pieces).stream()).toList();
    }
    return SliceParts.of(slice, pieces);
  }

  private List<Slice> found(Slice.Planned rows) {
    Enforcement enforcement = planned.enforcement();
    Sql places =
        Objects.requireNonNull(enforcement.plan())
            .places(Sql.of(enforcement.rows() + " " + Slice.ROW), rows.part());
    List<Slice> found = new ArrayList<>();
    new TransactionTemplate(transactions)
        .executeWithoutResult(
            status -> {
              // A key leads to its row by the key's index, whatever the estimates say.
              jdbc.execute("set local enable_seqscan = off");
              jdbc.query(
                  places.text(),
                  row -> {
                    found.add(rows.at(row.getString("leaf"), row.getString("places")));
                  },
                  places.values().toArray());
              jdbc.execute("set local enable_seqscan = on");
            });
    return found;
  }
}
