package fr.oubli.purge;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.platform.console.Failures;
import fr.oubli.purge.FaultyNight.Ended;
import fr.oubli.purge.FaultyNight.Pieces;
import fr.oubli.testing.Cluster;
import fr.oubli.testing.Shop;
import fr.oubli.testing.Wire;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Whatever befalls a night, nights that follow end like one that nothing befell. {@code
 * -Doubli.faults=200} tries more faults, {@code -Doubli.seed} says where to begin: a seed names its
 * fault and its moment; {@code -Doubli.fault=LOCK} tries that kind only.
 */
class FaultsIT {

  private static final List<FaultKind> KINDS =
      Optional.ofNullable(System.getProperty("oubli.fault"))
          .map(name -> List.of(FaultKind.valueOf(name)))
          .orElse(List.of(FaultKind.values()));
  private static final int FAULTS = Integer.getInteger("oubli.faults", 10);
  private static final long FIRST = Long.getLong("oubli.seed", 0);

  private static final int CUSTOMERS = 240;
  private static final int RECORDINGS = 60;

  private static Shop base;
  private static EndState undisturbed;
  private static Pieces pieces;

  /** One night in this process, and one in a process of its own, that nothing befalls. */
  @BeforeAll
  static void undisturbed() throws Exception {
    base = Shop.apart();
    rows();
    long here;
    long opening;
    try (Shop shop = base.twin()) {
      FaultyNight night = new FaultyNight(shop, new Random(0), new Pieces(1, 0, 0));
      try (Wire wire = new Wire(shop.port(), 0, () -> {})) {
        fr.oubli.platform.database.Database.open(
                fr.oubli.platform.database.DatabaseSettings.from(
                    night.environment(wire.port()), shop.keys(), 2))
            .close();
        opening = wire.pieces();
      }
      try (Wire wire = new Wire(shop.port(), 0, () -> {})) {
        Ended ended =
            night.launch(wire.port(), FaultyNight.NIGHT, Clock.systemUTC(), FaultKind.RETURN);
        assertThat(ended.code()).as("%s", ended.lines()).isEqualTo(3);
        here = wire.pieces();
      }
      undisturbed = EndState.of(shop);
      assertThat(EndState.faults(shop)).isEmpty();
    }
    try (Shop shop = base.twin()) {
      FaultyNight night = new FaultyNight(shop, new Random(0), new Pieces(1, 0, 0));
      long process = night.pieces(List.of());
      pieces = new Pieces(here, opening, process);
      assertThat(EndState.of(shop).differences(undisturbed, Set.of())).isEmpty();
    }
  }

  @AfterAll
  static void close() throws Exception {
    Cluster server = base.server();
    base.close();
    server.close();
  }

  private static void rows() {
    base.policyFile();
    base.jdbc()
        .execute(
            """
            insert into customers (id, email, first_name, last_name, phone, postal_code, created_at)
            select i, 'c' || i || '@exemple.fr', 'P' || i, 'N' || i, '+336' || i, '75008',
              '2009-01-01' from generate_series(1, %1$d) i;
            insert into orders (customer_id, ordered_at, last_name, amount)
            select i, case when i %% 3 = 0 then timestamptz '2012-06-01'
                when i %% 3 = 1 then '2019-06-01' else '2025-06-01' end + i * interval '1 minute',
              'N' || i, i from generate_series(1, %1$d) i;
            insert into invoices (order_id, customer_id, number, issued_on, billed_name, total)
            select id, customer_id, 'F' || id, ordered_at::date, last_name, amount from orders;
            insert into invoice_lines select id, n, 'Serrure'
            from invoices, generate_series(1, 2) n;
            insert into contact_requests (customer_id, problem, received_at)
            select i, 'p' || i, timestamptz '2018-01-01' + i * interval '10 days'
            from generate_series(1, %1$d, 2) i;
            insert into disputes (order_id, customer_id, status)
            select i, i, case when i %% 2 = 0 then 'open' else 'closed' end
            from generate_series(1, 30) i;
            insert into cookies (value, set_at)
            select md5(i::text), timestamptz '2024-01-01' + i * interval '8 hours'
            from generate_series(1, 3000) i;
            insert into cookies (value, set_at) values ('a', null), ('b', '1970-01-01');
            insert into recordings (customer_id, started_at, file_path)
            select 30 + i, timestamptz '2026-04-01' + i * interval '2 days',
              case when i = 7 then 'never.wav' else 'r' || i || '.wav' end
            from generate_series(1, %2$d) i;
            select setval('customers_id_seq', 1000);
            analyze;
            """
                .formatted(CUSTOMERS, RECORDINGS));
    for (int i = 1; i <= RECORDINGS; i++) {
      if (i != 7) {
        base.file("r" + i + ".wav");
      }
    }
  }

  @Test
  void whateverBefallsANightOthersEndAsIfNothingHad() {
    List<String> found = new ArrayList<>();
    for (long seed = FIRST; seed < FIRST + FAULTS; seed++) {
      long start = System.nanoTime();
      long number = seed;
      FaultKind kind = KINDS.get(Math.floorMod(seed, KINDS.size()));
      List<String> differences = differences(seed, kind);
      differences.forEach(
          each ->
              found.add(
                  "-Doubli.faults=1 -Doubli.fault=%s -Doubli.seed=%d: %s"
                      .formatted(kind, number, each)));
      if (Boolean.getBoolean("oubli.tell")) {
        System.out.printf(
            "%d %s %d ms %s%n", seed, kind, (System.nanoTime() - start) / 1_000_000, differences);
      }
    }
    assertThat(found).isEmpty();
  }

  private static List<String> differences(long seed, FaultKind kind) {
    // The first draws of seeds that follow one another resemble each other.
    Random random = new Random(seed * 0x9E3779B97F4A7C15L);
    random.nextLong();
    try (Shop shop = base.twin()) {
      FaultyNight night = new FaultyNight(shop, random, pieces);
      Set<String> except = kind.playBeside(night);
      shop.disconnect();
      List<String> differences = EndState.of(shop).differences(undisturbed, except);
      differences.addAll(EndState.faults(shop));
      differences.addAll(night.found());
      differences.addAll(night.faultsOfWhatWasTold(kind.codes()));
      return differences;
    } catch (Exception e) {
      return List.of(Failures.trace(e));
    }
  }
}
