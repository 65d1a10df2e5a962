package fr.oubli.rights.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.evidence.LedgerVerification;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.rights.request.Identity;
import fr.oubli.rights.request.Request;
import fr.oubli.rights.request.Right;
import fr.oubli.testing.Company;
import fr.oubli.testing.Desk;
import fr.oubli.testing.Neighbourhood;
import fr.oubli.testing.OubliProcess;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Real processes, really killed: {@code -Doubli.kills=20} for more of them. */
class KilledErasureIT {

  private static final int KILLS = Integer.getInteger("oubli.kills", 4);

  @Test
  void anErasureKilledAgainAndAgainIsFinishedByTheSameCommand() throws Exception {
    try (Company company = new Company()) {
      Desk desk = new Desk(company);
      new Neighbourhood(company, 5).people(5);
      long customer = company.customer("jeanne@example.fr", "+33612345678");
      company
          .jdbc()
          .execute(
              """
              insert into cookies (customer_id, kind, name, value, set_at)
              select %1$d, 'functional', 'n', md5(i::text), now() from generate_series(1, 12000) i;
              insert into orders (customer_id, channel, status, ordered_at, service, email, problem)
              select %1$d, 'site', 'done', now(), 's', 'jeanne@example.fr', md5(i::text)
              from generate_series(1, 4000) i;
              analyze;
              """
                  .formatted(customer));
      for (int i = 0; i < 50; i++) {
        company.recording(customer, "+33612345678", "2026-10-01 10:00+02", "c/" + i + ".ogg");
      }
      Request request = desk.verified(Right.ERASURE, Identity.email("jeanne@example.fr"));
      Map<String, String> others = company.rowsOfOthers(request.id());
      long seed = System.nanoTime();
      Random random = new Random(seed);
      for (int i = 0; i < KILLS; i++) {
        OubliProcess killed = OubliProcess.start(company.environment(), erase(company, request));
        killed.awaitSession(company);
        killed.killAfter(Duration.ofMillis(random.nextInt(2_500)));
      }
      company.command(erase(company, request)).finish(ExitCode.DONE);

      assertThat(company.rowsOfOthers(request.id())).as("seed %d", seed).isEqualTo(others);
      assertThat(company.count("cookies where customer_id = " + customer)).isZero();
      assertThat(company.count("orders where email = 'jeanne@example.fr'")).isZero();
      assertThat(
              company
                  .jdbc()
                  .queryForList(
                      """
                      select collection || ' ' || k from oubli.ledger_entry,
                        unnest(row_keys::text[]) k
                      group by collection, k having count(*) > 1""",
                      String.class))
          .as("seed %d", seed)
          .isEmpty();
      assertThat(company.recordings().resolve("c")).isEmptyDirectory();
      assertThat(company.count("oubli.request_identity where request = " + request.id())).isZero();
      assertThat(company.nightlyPurge(Desk.TODAY).code()).isIn(0, 3);
      assertThat(
              new LedgerVerification(company.dataSource()).verify(company.reports(), "").faults())
          .as("seed %d", seed)
          .isEmpty();
    }
  }

  private static String[] erase(Company company, Request request) {
    return new String[] {
      "subject-erase",
      "--as-of",
      Desk.TODAY.toString(),
      "--request",
      "" + request.id(),
      "--recordings",
      company.recordings().toString(),
      "--reports",
      company.reports().toString(),
      "--replies",
      company.folder().resolve("replies").toString()
    };
  }
}
