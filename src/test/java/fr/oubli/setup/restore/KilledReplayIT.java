package fr.oubli.setup.restore;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.rights.request.Right;
import fr.oubli.testing.Company;
import fr.oubli.testing.OubliProcess;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Real processes, really killed: a third of {@code -Doubli.kills=60}. */
class KilledReplayIT {

  private static final int KILLS = Math.max(1, Integer.getInteger("oubli.kills", 4) / 3);

  @Test
  void aReplayKilledAgainAndAgainIsFinishedByTheSameCommand() throws Exception {
    try (Company company = new Company()) {
      Restored restored = new Restored(company);
      long[] people = restored.fill();
      company
          .jdbc()
          .execute(
              """
              insert into cookies (customer_id, kind, name, value, set_at)
              select %d, 'functional', 'n', md5(i::text), '2025-10-22 10:00+02' from generate_series(1, 5000) i;
              insert into cookies (customer_id, kind, name, value, set_at)
              select %d, 'functional', 'n', md5(i::text), '2026-11-01 10:00+01' from generate_series(1, 3000) i;
              analyze;
              """
                  .formatted(people[3], people[0]));
      restored.night(Restored.BACKUP_DAY);
      String backup = company.backup();
      company.purge(
          Company.policy(), Company.map(), company.options(Restored.TODAY, false, plan(company)));
      restored.done("subject-erase", restored.verified(Right.ERASURE, "person0@example.fr"));
      Map<String, String> before = company.rows();
      company.restore(backup);
      String plan = restored.look();
      long seed = System.nanoTime();
      Random random = new Random(seed);
      for (int i = 0; i < KILLS; i++) {
        OubliProcess killed = OubliProcess.start(company.environment(), replay(company, plan));
        killed.awaitSession(company);
        killed.killAfter(Duration.ofMillis(random.nextInt(3_000)));
      }
      if (company.count("oubli.replay where ended_at is null") > 0) {
        company.command(replay(company, plan)).finish(ExitCode.DONE);
      }

      assertThat(company.rows()).as("seed %d", seed).isEqualTo(before);
      assertThat(company.verifyLedger().faults()).as("seed %d", seed).isEmpty();
      assertThat(company.count("oubli.request_match where state = 'rejected' and part = 'owner'"))
          .as("seed %d", seed)
          .isZero();
      restored.night(Restored.TODAY);
      assertThat(company.rows()).as("seed %d", seed).isEqualTo(before);
    }
  }

  private static String plan(Company company) {
    return fr.oubli.testing.Shop.planNamedIn(
        company
            .purge(Company.policy(), Company.map(), company.options(Restored.TODAY, true, null))
            .remarks());
  }

  private static String[] replay(Company company, String plan) {
    return new String[] {
      "replay",
      "--as-of",
      Restored.TODAY.toString(),
      "--plan",
      plan,
      "--recordings",
      company.recordings().toString()
    };
  }
}
