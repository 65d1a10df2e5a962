package fr.oubli.purge;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.testing.PurgeProcess;
import fr.oubli.testing.Shop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Real processes, really killed: {@code -Doubli.kills=20} for the full count. */
class KilledRunIT {

  private static final String AS_OF = "2026-11-23";
  private static final int KILLS = Integer.getInteger("oubli.kills", 4);

  /** What every test begins with. */
  private static Shop rows;

  /** The same after a night that nobody stopped, and how long that took. */
  private static Shop whole;

  private static Duration duration;

  @BeforeAll
  static void aNightThatWasNeverStopped() throws Exception {
    rows = shop();
    whole = rows.twin();
    duration = PurgeProcess.start(whole, AS_OF).finish(ExitCode.DONE);
  }

  @AfterAll
  static void close() {
    rows.close();
    whole.close();
  }

  @Test
  void aRunKilledAgainAndAgainEndsLikeOneThatWasNeverStopped() throws Exception {
    try (Shop killed = rows.twin()) {
      long seed = System.nanoTime();
      Random random = new Random(seed);
      for (int i = 0; i < KILLS; i++) {
        long wait = (long) (duration.toMillis() * (0.25 + 0.7 * random.nextDouble()));
        PurgeProcess.start(killed, AS_OF).killAfter(Duration.ofMillis(wait));
      }
      PurgeProcess.here(killed, Map.of(), AS_OF).finish(ExitCode.DONE);

      assertThat(killed.business()).as("seed %d", seed).isEqualTo(whole.business());
      assertThat(keysInLedger(killed)).as("seed %d", seed).isEqualTo(keysInLedger(whole));
      assertThat(keysTwice(killed)).as("seed %d", seed).isEmpty();
      assertThat(archive(killed)).isEqualTo(archive(whole));
      assertThat(files(killed)).isEqualTo(files(whole));
      assertThat(killed.verifyLedger().faults()).as("seed %d", seed).isEmpty();
      assertThat(killed.count("oubli.run where ended_at is null")).isZero();
    }
  }

  @Test
  void aRunAskedToStopEndsAfterTheChunkInHandAndIsResumed() throws Exception {
    try (Shop stopped = rows.twin()) {
      PurgeProcess asked = PurgeProcess.start(stopped, AS_OF);
      asked.awaitLedger(stopped, duration);
      assertThat(asked.askToStop()).isEqualTo(ExitCode.FAILED.code());
      assertThat(stopped.text("select state from oubli.run")).isEqualTo("stopped");
      assertThat(stopped.text("select string_agg(status, ' ') from oubli.batch_job_execution"))
          .isEqualTo("STOPPED");
      PurgeProcess.here(stopped, Map.of(), AS_OF).finish(ExitCode.DONE);

      assertThat(stopped.business()).isEqualTo(whole.business());
      assertThat(keysInLedger(stopped)).isEqualTo(keysInLedger(whole));
      assertThat(stopped.verifyLedger().faults()).isEmpty();
    }
  }

  @Test
  void anApprovedRunThatWasKilledIsResumedByAnyLaunchOnTheRowsOfItsPlanAlone() throws Exception {
    try (Shop killed = rows.twin()) {
      String plan = Shop.planNamedIn(killed.dryRun(AS_OF).remarks());
      long last = Long.parseLong(String.valueOf(killed.text("select max(id) from cookies")));
      Map<String, Object> listed = planned(killed);
      killed.jdbc().update("delete from cookies where id = 5");
      for (int i = 0; i < 50; i++) {
        killed.cookie("2020-01-01 12:00+01");
      }
      PurgeProcess begun = PurgeProcess.start(killed, AS_OF, "--plan", plan);
      begun.awaitLedger(killed, Duration.ofSeconds(60));
      begun.killAfter(Duration.ofMillis(50));
      assertThat(killed.count("oubli.run where ended_at is null and plan_hash is not null"))
          .isEqualTo(1);

      PurgeProcess.here(killed, Map.of(), AS_OF).finish(ExitCode.DONE);

      assertThat(killed.count("oubli.run")).isEqualTo(1);
      assertThat(killed.count("cookies where id > " + last)).isEqualTo(50);
      assertThat(killed.count("cookies where set_at < '2025-10-01'")).isEqualTo(50);
      assertThat(keysTwice(killed)).isEmpty();
      Map<String, Object> done = keysInLedger(killed);
      assertThat(done.remove("cookies:cookies:delete"))
          .isNotEqualTo(listed.remove("cookies:cookies:delete"));
      assertThat(done).isNotEmpty().isEqualTo(listed);
      assertThat(killed.count("oubli.planned_rows")).isZero();
    }
  }

  /** What a plan of keys without a line feed has, as {@link #keysInLedger} writes it. */
  private static Map<String, Object> planned(Shop shop) {
    Map<String, Object> keys = new java.util.TreeMap<>();
    shop.jdbc()
        .query(
            """
            select rule || ':' || collection || ':' || case collection
                when 'invoices' then 'archive' when 'invoice_lines' then 'archive'
                when 'cookies' then 'delete' when 'recordings' then 'delete'
                else 'anonymise' end as enforcement,
              md5(string_agg(k, ',' order by k)) || ' ' || count(*) as keys
            from (select rule, collection, case when line like '[%'
                then '(' || (line::json ->> 0) || ',' || (line::json ->> 1) || ')' else line end as k
              from oubli.planned_rows, string_to_table(row_keys, chr(10)) line) p group by 1""",
            row -> {
              keys.put(row.getString("enforcement"), row.getString("keys"));
            });
    return keys;
  }

  /** More than 150,000 rows are due. */
  private static Shop shop() throws IOException {
    Shop shop = Shop.fresh();
    shop.jdbc()
        .execute(
            """
            insert into customers (id, email, first_name, last_name, phone, postal_code, created_at)
            select i, 'c' || i || '@exemple.fr', 'P' || i, 'N' || i, '+336' || i, '75008', '2012-01-01'
            from generate_series(1, 4000) i;
            insert into orders (customer_id, ordered_at, email, last_name, amount)
            select i, case when i % 2 = 0 then timestamptz '2020-06-01' else '2025-06-01' end
              + i * interval '1 minute', 'c' || i || '@exemple.fr', 'N' || i, i
            from generate_series(1, 4000) i;
            insert into invoices (order_id, customer_id, number, issued_on, billed_name, total)
            select id, customer_id, 'F' || id, ordered_at::date, last_name, amount from orders;
            insert into invoice_lines select id, 1, 'Serrure' from invoices;
            insert into cookies (value, set_at)
            select md5(i::text), timestamptz '2024-01-01' + i * interval '5 minutes'
            from generate_series(1, 240000) i;
            insert into recordings (started_at, file_path)
            select timestamptz '2026-01-01' + i * interval '1 day', 'r' || i || '.wav'
            from generate_series(1, 300) i;
            select setval('customers_id_seq', 4001);
            analyze;
            """);
    for (int i = 1; i <= 300; i++) {
      shop.file("r" + i + ".wav");
    }
    return shop;
  }

  private static Map<String, Object> keysInLedger(Shop shop) {
    Map<String, Object> keys = new java.util.TreeMap<>();
    shop.jdbc()
        .query(
            """
            select rule || ':' || collection || ':' || action as enforcement,
              md5(string_agg(k, ',' order by k)) || ' ' || count(*) as keys
            from oubli.ledger_entry, unnest(row_keys::text[]) k group by 1""",
            row -> {
              keys.put(row.getString("enforcement"), row.getString("keys"));
            });
    return keys;
  }

  private static List<String> keysTwice(Shop shop) {
    return shop.jdbc()
        .queryForList(
            """
            select rule || ' ' || collection || ' ' || k
            from oubli.ledger_entry, unnest(row_keys::text[]) k
            group by rule, collection, action, k having count(*) > 1""",
            String.class);
  }

  private static @org.jspecify.annotations.Nullable String archive(Shop shop) {
    return shop.text(
        "select md5(string_agg(collection || row_key || anchor || content::text, ','"
            + " order by collection, row_key)) from oubli.archive");
  }

  private static List<String> files(Shop shop) throws IOException {
    try (Stream<Path> files = Files.list(shop.recordings())) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
