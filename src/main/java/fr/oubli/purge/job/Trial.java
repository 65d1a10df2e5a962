package fr.oubli.purge.job;

import fr.oubli.decision.Enforcement;
import fr.oubli.decision.SessionTables;
import fr.oubli.platform.database.SqlStates;
import fr.oubli.purge.plan.RowListing;
import fr.oubli.schema.sql.Slice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Finds out whose doing it is that due rows stay. Some of them are acted on in a snapshot, in which
 * nobody else can change anything, and all of it is taken back: a row that is still due there was
 * not kept by others.
 */
final class Trial {

  private static final String CHANGED_BY_OTHERS = "40001";

  /** Rows that are tried; with the last slice they may be more. */
  private static final int ENOUGH = 1_000;

  private final JdbcTemplate jdbc;
  private final TransactionTemplate snapshot;
  private final TransactionTemplate savepoint;
  private final SliceItemProcessor processor;
  private final Enforcement enforcement;

  Trial(
      JdbcTemplate jdbc,
      JdbcTransactionManager transactions,
      PurgeRun run,
      EnforcementProgress progress) {
    this.jdbc = jdbc;
    this.enforcement = progress.enforcement();
    this.processor = new SliceItemProcessor(jdbc, transactions, progress.planned(), run.number());
    this.snapshot = new TransactionTemplate(transactions);
    snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    this.savepoint = new TransactionTemplate(transactions);
    savepoint.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
  }

  /** Whether rows stay due though nobody else locks them or changed them. */
  boolean failsByItself() {
    try {
      return Objects.requireNonNull(
          snapshot.execute(
              status -> {
                status.setRollbackOnly();
                return tried();
              }));
    } catch (DataAccessException e) {
      if (CHANGED_BY_OTHERS.equals(SqlStates.of(e))) {
        return false;
      }
      throw e;
    }
  }

  private boolean tried() {
    enforcement.settings().forEach(jdbc::execute);
    new SessionTables(jdbc).make(enforcement.tables());
    List<Slice> before = slices();
    List<Slice> some = some(before);
    AtomicLong left = new AtomicLong();
    SliceWriter writer =
        new SliceWriter(
            jdbc,
            savepoint,
            new SliceWriter.Waits(Duration.ofMillis(1), 1),
            new SliceWriter.Listener() {
              @Override
              public void acted(Slice slice, long rows) {}

              @Override
              public void left(Slice slice) {
                left.incrementAndGet();
              }
            });
    some.forEach(slice -> writer.write(new Chunk<>(List.of(processor.process(slice)))));
    Set<String> stay = places(slices());
    stay.removeAll(untried(before, some));
    return left.get() == 0 && (before.isEmpty() || !stay.isEmpty());
  }

  private List<Slice> slices() {
    return RowListing.slices(jdbc, enforcement.places());
  }

  private static List<Slice> some(List<Slice> slices) {
    List<Slice> some = new ArrayList<>();
    long rows = 0;
    for (Slice slice : slices) {
      if (rows < ENOUGH && slice instanceof Slice.Listed listed) {
        some.add(listed);
        rows += listed.count();
      }
    }
    return some;
  }

  private static Set<String> untried(List<Slice> all, List<Slice> some) {
    Set<String> untried = new HashSet<>(places(all));
    untried.removeAll(places(some));
    return untried;
  }

  private static Set<String> places(List<Slice> slices) {
    Set<String> places = new HashSet<>();
    for (Slice slice : slices) {
      if (slice instanceof Slice.Listed listed) {
        SliceParts.PLACE
            .matcher(listed.places())
            .results()
            .forEach(place -> places.add(slice.relation() + place.group()));
      }
    }
    return places;
  }
}
