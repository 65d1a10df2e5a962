package fr.oubli.rights.suppression;

import fr.oubli.model.policy.Cutoff;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.session.NightWork;
import fr.oubli.model.session.Session;
import fr.oubli.platform.console.RunLock;
import fr.oubli.platform.database.Database;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.rights.suppression.SuppressionList.Reason;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.gate.PeriodsInData;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Ends entries of the suppression list whose period is over, and of them only those of people who
 * are not in the data any more, nor in the archive. Somebody who is there has data that the entry
 * guards: an old consent, or rows that an old file would join. It is looked for again after a
 * month. How many ended, when and why stays in {@code oubli.suppression_end}.
 */
public final class EndedSuppressions implements NightWork {

  @Override
  public Done finish(
      Database database, Session session, LocalDate asOf, Path recordings, Path reports) {
    DataSource dataSource = database.dataSource();
    Policy written = session.policy();
    ListEnds ends = new ListEnds(dataSource, written.zone(), asOf, session.operator());
    // Most nights end here, and read neither tables nor the periods that stand in them.
    if (!ends.hasUpTo(Cutoff.lastDueDay(asOf, written.limits().requests().suppressed()))) {
      return new Done(List.of(), true);
    }
    Catalog catalog = Catalog.read(dataSource, session.map());
    Policy policy = PeriodsInData.read(dataSource, catalog, session.map(), written);
    return new Night(
            ends, new ListPeriods(policy, session.backups(), asOf), session.places().home())
        .end(PeopleInData.of(dataSource, policy, session.map()));
  }

  /**
   * One night of it.
   *
   * @param home where the keys are
   */
  record Night(ListEnds ends, ListPeriods periods, Path home) {

    /** Where a feed or another run is under way, the next night looks. */
    Done end(PeopleInData people) {
      List<ListEnds.Due> due = ends.due(this::lastDay);
      if (due.isEmpty()) {
        return new Done(List.of(), true);
      }
      if (!Files.exists(SuppressionKey.own(home))) {
        return new Done(
            List.of(
                "the suppression list has entries whose period is over, but its key %s is not there"
                        .formatted(SuppressionKey.own(home))
                    + " to see whom they guard; restore it from its copy"),
            false);
      }
      try (RunLock lock = RunLock.acquire(ends.dataSource(), RunLock.CHANGES)) {
        ends.lookAgain(guarding(people, due));
        long gone = ends.end(this::lastDay);
        return new Done(gone == 0 ? List.of() : List.of(told(gone)), true);
      } catch (Refusal e) {
        if (e.code() == ExitCode.BUSY) {
          return new Done(List.of(), true);
        }
        throw e;
      }
    }

    private Optional<LocalDate> lastDay(Reason reason) {
      return periods.lastDay(reason);
    }

    /** Those of the entries that are of somebody in the data. */
    private List<ListEnds.Due> guarding(PeopleInData people, List<ListEnds.Due> due) {
      SuppressionList list = SuppressionList.in(ends.dataSource(), home, periods.policy());
      DueDigests wanted = new DueDigests(due);
      people.each(identity -> list.digests(identity, identity.value()).forEach(wanted::found));
      return wanted.found();
    }

    private static String told(long gone) {
      return gone == 1
          ? "1 entry of the suppression list, whose period is over, is removed: it guarded nobody"
              + " who is in the data"
          : gone
              + " entries of the suppression list, whose period is over, are removed: they guarded"
              + " nobody who is in the data";
    }
  }
}
