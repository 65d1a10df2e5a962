package fr.oubli.purge;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.testing.Shop;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A gentle night does what any night does, in smaller pieces. */
class GentleNightIT {

  private static final String NIGHT = "2026-11-23";

  private static void fill(Shop shop) {
    shop.jdbc()
        .execute(
            """
            insert into customers (id, email, first_name, last_name, phone, postal_code, created_at)
            select i, 'c' || i || '@exemple.fr', 'P' || i, 'N' || i, '+336' || i, '75008', '2012-01-01'
            from generate_series(1, 400) i;
            insert into orders (customer_id, ordered_at, email, last_name, amount)
            select i, case when i % 3 > 0 then timestamptz '2020-06-01' else '2025-06-01' end,
              'c' || i || '@exemple.fr', 'N' || i, i
            from generate_series(1, 400) i;
            insert into invoices (order_id, customer_id, number, issued_on, billed_name, total)
            select id, customer_id, 'F' || id, ordered_at::date, last_name, amount from orders;
            insert into invoice_lines select id, 1, 'Serrure' from invoices;
            insert into cookies (value, set_at)
            select md5(i::text), timestamptz '2024-01-01' + i * interval '1 hour'
            from generate_series(1, 6000) i;
            analyze;
            """);
  }

  private static List<String> ledger(Shop shop) {
    return shop.jdbc()
        .queryForList(
            """
            select rule || ':' || collection || ':' || action || ' ' || k
            from oubli.ledger_entry, unnest(row_keys::text[]) k order by 1""",
            String.class);
  }

  @Test
  void itEndsAsAnyNightEndsAndSaysWhatItMeasured() {
    try (Shop gentle = Shop.fresh()) {
      fill(gentle);
      try (Shop full = gentle.twin()) {
        PurgeOutcome usual = full.purge(NIGHT);
        gentle.amend("from-rows: 1000000", "from-rows: 1000000, pace: gentle");
        PurgeOutcome outcome = gentle.purge(NIGHT);

        assertThat(outcome.code()).isEqualTo(usual.code()).isEqualTo(ExitCode.DONE);
        assertThat(gentle.business()).isEqualTo(full.business());
        assertThat(ledger(gentle)).isEqualTo(ledger(full)).doesNotHaveDuplicates();
        assertThat(gentle.count("oubli.ledger_entry"))
            .isGreaterThan(10 * full.count("oubli.ledger_entry"));
        assertThat(gentle.verifyLedger().faults()).isEmpty();
        assertThat(usual.remarks()).noneMatch(line -> line.startsWith("pace: "));
        assertThat(outcome.remarks().get(outcome.remarks().size() - 1))
            .matches(
                "pace: worked \\d+ % of the time \\(least \\d+ %\\); a small transaction took [\\d.]+ ms"
                    + " before, [\\d.]+ ms beside it, [\\d.]+ ms at most; (nobody|somebody) waited for it.*;"
                    + " no replica; the log grew by [\\d.]+ MB a second at most");
      }
    }
  }
}
