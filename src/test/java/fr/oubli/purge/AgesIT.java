package fr.oubli.purge;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.model.session.RunReport;
import fr.oubli.platform.console.Progress;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.testing.Shop;
import java.time.Clock;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AgesIT {

  private static final String TODAY = "2026-11-23";

  private final Shop shop = Shop.fresh();

  @AfterEach
  void close() {
    shop.close();
  }

  private void cookies(int count, String setAt) {
    for (int i = 0; i < count; i++) {
      shop.cookie(setAt);
    }
  }

  @Test
  void agesCountEachRowOnceAtItsDay() {
    // The last day that is not due, the day before which it would be, and today.
    cookies(1, "2025-10-23 00:00+02");
    cookies(4, "2026-11-23 10:00+01");
    cookies(2, "2026-03-15 23:30Z");
    shop.purge(TODAY);

    assertThat(
            shop.jdbc()
                .queryForList(
                    "select row_count from oubli.run_age a join oubli.run_result r using (run, position)"
                        + " where rule = 'cookies' and row_count > 0 order by first_day",
                    Long.class))
        .containsExactly(1L, 2L, 4L);
    assertThat(
            shop.text(
                "select min(first_day) || ' ' || max(last_day) from oubli.run_age a"
                    + " join oubli.run_result r using (run, position) where rule = 'cookies'"))
        .isEqualTo("2025-10-23 2026-11-23");
  }

  @Test
  void aPersonIsAsOldAsTheLatestEventOfAnyOfTheirAccounts() {
    long customer = shop.customer("a@example.fr");
    shop.order(customer, "2022-05-06 10:00+02");
    shop.order(customer, "2024-05-06 10:00+02");
    shop.guestOrder("A@example.fr ", "2026-05-06 10:00+02");
    shop.customer("prospect@example.fr", "2025-01-02 10:00+01");
    shop.purge(TODAY);

    assertThat(spansOf("order-data", "2026-05-06")).isEqualTo(1);
    assertThat(spansOf("prospects", "2025-01-02")).isEqualTo(1);
    assertThat(
            shop.count(
                "oubli.run_age join oubli.run_result using (run, position)"
                    + " where collection = 'customers' and row_count > 0"))
        .isEqualTo(2);
  }

  private long spansOf(String rule, String day) {
    return shop.count(
        "oubli.run_age join oubli.run_result using (run, position) where collection = 'customers'"
            + " and rule = '%s' and row_count = 1 and '%s' between first_day and last_day"
                .formatted(rule, day));
  }

  @Test
  void aLaterCreditNoteMakesItsInvoiceYounger() {
    long invoice = shop.invoice("F1", null, "2014-05-06");
    shop.insert(
        "invoices", "number", "A1", "issued_on", "2020-05-06", "corrects_id", invoice, "total", -1);
    shop.purge(TODAY);

    assertThat(
            shop.count(
                "oubli.run_age join oubli.run_result using (run, position)"
                    + " where rule = 'accounting-documents' and collection = 'invoices'"
                    + " and row_count = 2 and '2020-05-06' between first_day and last_day"))
        .isEqualTo(1);
  }

  @Test
  void aRunWhoseReportFailedIsClosedAgainAndKeepsTheAgesThatItsSealTells() {
    cookies(3, "2026-10-01");
    PurgeOutcome failed =
        purge(
            run -> {
              throw new IllegalStateException("no room for the page");
            });
    cookies(2, "2026-10-01");
    PurgeOutcome resumed = purge(RunReport.NONE);

    assertThat(failed.code()).isEqualTo(ExitCode.FAILED);
    assertThat(resumed.run()).isEqualTo(failed.run());
    assertThat(resumed.code()).isEqualTo(ExitCode.DONE);
    assertThat(shop.count("oubli.run_age where row_count = 3")).isEqualTo(1);
    assertThat(shop.count("oubli.run_age where row_count = 5")).isZero();
    assertThat(shop.verifyLedger().faults()).isEmpty();
  }

  private PurgeOutcome purge(RunReport more) {
    return new NightlyPurge(
            shop.policy(),
            Shop.map(),
            shop.dataSource(),
            Progress.silent(),
            Clock.systemUTC(),
            more)
        .run(shop.options(LocalDate.parse(TODAY), false, null));
  }
}
