package fr.oubli.purge;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.testing.Shop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeriodsIT {

  private final Shop shop = Shop.fresh();

  @AfterEach
  void close() {
    shop.close();
  }

  /** The row is there after the night of its last day, and gone after the next one. */
  private void staysUntil(String lastDay, String nextDay, String table, long id) {
    shop.purge(lastDay);
    assertThat(shop.has(table, id)).isTrue();

    shop.purge(nextDay);
    assertThat(shop.has(table, id)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "2021-11-22 12:00+01, 2026-11-22, 2026-11-23",
    "2024-02-29 12:00+01, 2029-02-28, 2029-03-01",
    "2023-02-28 12:00+01, 2028-02-28, 2028-02-29"
  })
  void aPersonIsKeptFiveYearsFromTheLastOrderAndGoesTheNextDay(
      String ordered, String lastDay, String nextDay) {
    long customer = shop.customer("a@example.fr");
    shop.order(customer, "2015-01-01 12:00+01");
    shop.order(customer, ordered);

    assertThat(shop.purge(lastDay).code()).isEqualTo(ExitCode.DONE);
    assertThat(shop.intact(customer)).isTrue();

    assertThat(shop.purge(nextDay).code()).isEqualTo(ExitCode.DONE);
    assertThat(shop.anonymised(customer)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-01, 2036-12-31, 2037-01-01",
    "2026-12-31, 2036-12-31, 2037-01-01",
    "2016-02-29, 2026-12-31, 2027-01-01"
  })
  void anInvoiceIsKeptTenYearsFromTheCloseOfItsFiscalYear(
      String issued, String lastDay, String nextDay) {
    long invoice = shop.invoice("F1", null, issued);
    shop.line(invoice, 1);

    shop.purge(lastDay);
    assertThat(shop.has("invoices", invoice)).isTrue();
    assertThat(shop.count("invoice_lines")).isEqualTo(1);

    shop.purge(nextDay);
    assertThat(shop.has("invoices", invoice)).isFalse();
    assertThat(shop.count("invoice_lines")).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "2025-10-22 12:00+02, 2026-11-22, 2026-11-23",
    "2025-01-31 12:00+01, 2026-02-28, 2026-03-01",
    "2024-02-29 12:00+01, 2025-03-29, 2025-03-30"
  })
  void aCookieIsKeptThirteenMonths(String set, String lastDay, String nextDay) {
    long cookie = shop.cookie(set);

    staysUntil(lastDay, nextDay, "cookies", cookie);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-05-22 12:00+02, 2026-11-22, 2026-11-23",
    "2026-08-31 12:00+02, 2027-02-28, 2027-03-01",
    "2027-08-31 12:00+02, 2028-02-29, 2028-03-01"
  })
  void aRecordingIsKeptSixMonths(String started, String lastDay, String nextDay) {
    long recording = shop.recording(started, "call.wav");

    staysUntil(lastDay, nextDay, "recordings", recording);
  }

  @ParameterizedTest
  @CsvSource({
    "2023-11-22 12:00+01, 2026-11-22, 2026-11-23",
    "2024-02-29 12:00+01, 2027-02-28, 2027-03-01"
  })
  void aProspectIsKeptThreeYearsFromTheLastContact(String asked, String lastDay, String nextDay) {
    long prospect = shop.customer("p@example.fr", "2020-01-01 12:00+01");
    shop.insert("contact_requests", "customer_id", prospect, "received_at", asked);

    shop.purge(lastDay);
    assertThat(shop.intact(prospect)).isTrue();

    shop.purge(nextDay);
    assertThat(shop.anonymised(prospect)).isTrue();
    assertThat(shop.count("contact_requests")).isZero();
  }

  @Test
  void anEventAt2330UtcBelongsToTheNextDayOfParis() {
    long late = shop.cookie("2025-10-22 23:30+00");
    long early = shop.cookie("2025-10-22 21:30+00");

    shop.purge("2026-11-23");

    assertThat(shop.has("cookies", late)).isTrue();
    assertThat(shop.has("cookies", early)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-10-25 02:30+02, 2027-04-25, 2027-04-26",
    "2026-10-25 02:30+01, 2027-04-25, 2027-04-26",
    "2026-10-24 22:00+00, 2027-04-25, 2027-04-26",
    "2026-10-25 22:59+00, 2027-04-25, 2027-04-26",
    "2026-03-29 01:59+01, 2026-09-29, 2026-09-30",
    "2026-03-29 03:00+02, 2026-09-29, 2026-09-30",
    "2026-03-28 23:00+00, 2026-09-29, 2026-09-30",
    "2026-03-29 21:59+00, 2026-09-29, 2026-09-30"
  })
  void aNightOfClockChangeIsOneDayLikeAnother(String started, String lastDay, String nextDay) {
    long recording = shop.recording(started, null);

    staysUntil(lastDay, nextDay, "recordings", recording);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-10-25, 2026-04-25 00:00+02, 2026-04-24 23:59+02",
    "2026-03-29, 2025-09-29 00:00+02, 2025-09-28 23:59+02"
  })
  void aRunOnANightOfClockChangeCountsWholeDays(String night, String lastDay, String dayBefore) {
    long kept = shop.recording(lastDay, null);
    long gone = shop.recording(dayBefore, null);

    shop.purge(night);

    assertThat(shop.has("recordings", kept)).isTrue();
    assertThat(shop.has("recordings", gone)).isFalse();
  }

  @Test
  void aFiscalYearOfEighteenMonthsCountsFromItsOwnClose() {
    shop.amend(
        "{ close: 12-31 }",
        "{ close: 12-31, irregular: [ { from: 2016-01-01, to: 2017-06-30 } ] }");
    long invoice = shop.invoice("F1", null, "2016-03-01");

    shop.purge("2027-06-30");
    assertThat(shop.has("invoices", invoice)).isTrue();

    shop.purge("2027-07-01");
    assertThat(shop.has("invoices", invoice)).isFalse();
  }

  @Test
  void anInvoiceOfAYearNotYetClosedStays() {
    shop.amend("P10Y", "P1D");
    long invoice = shop.invoice("F1", null, "2026-01-02");

    shop.purge("2026-12-31");

    assertThat(shop.has("invoices", invoice)).isTrue();
  }
}
