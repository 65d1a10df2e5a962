package fr.oubli.purge;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.testing.Shop;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuarantineIT {

  private static final String NIGHT = "2026-11-23";

  private final Shop shop = Shop.fresh();

  @AfterEach
  void close() {
    shop.close();
  }

  private @Nullable String reason(String collection, long key) {
    return shop.text(
        "select string_agg(distinct reason, ', ') from oubli.quarantine where collection = '%s' and row_key = '%d'"
            .formatted(collection, key));
  }

  @ParameterizedTest
  @CsvSource({
    ", anchor missing",
    "2026-11-24 00:00+01, anchor in the future",
    "1970-01-01 00:00+00, anchor on or before 1970-01-01",
    "1969-12-31 12:00+00, anchor on or before 1970-01-01"
  })
  void aRowWhoseDateCannotBeJudgedStaysAndIsListedWithItsReason(
      @Nullable String started, String why) {
    long recording = shop.recording(started, null);

    PurgeOutcome outcome = shop.purge(NIGHT);

    assertThat(outcome.code()).isEqualTo(ExitCode.QUARANTINE);
    assertThat(shop.has("recordings", recording)).isTrue();
    assertThat(reason("recordings", recording)).isEqualTo(why);
    assertThat(Shop.line(outcome, "call-recordings:recordings").quarantined()).isEqualTo(1);
  }

  @Test
  void anEventOfTodayIsNotInTheFuture() {
    shop.recording("2026-11-23 23:59+01", null);

    assertThat(shop.purge(NIGHT).code()).isEqualTo(ExitCode.DONE);
  }

  @ParameterizedTest
  @CsvSource({
    ", anchor missing",
    "2030-01-01 00:00+01, anchor in the future",
    "1970-01-01 00:00+00, anchor on or before 1970-01-01"
  })
  void anOrderWhoseDateCannotBeJudgedKeepsItsPerson(@Nullable String ordered, String why) {
    long customer = shop.customer("a@example.fr");
    shop.order(customer, "2015-01-01 12:00+01");
    shop.order(customer, ordered);

    assertThat(shop.purge(NIGHT).code()).isEqualTo(ExitCode.QUARANTINE);

    assertThat(shop.intact(customer)).isTrue();
    assertThat(reason("customers", customer)).isEqualTo(why);
  }

  @Test
  void anInvoiceWithoutADateIsQuarantined() {
    long invoice = shop.invoice("F1", null, null);

    assertThat(shop.purge(NIGHT).code()).isEqualTo(ExitCode.QUARANTINE);

    assertThat(reason("invoices", invoice)).isEqualTo("anchor missing");
  }

  @Test
  void aTestOrderWithoutADatePutsNobodyInQuarantine() {
    long customer = shop.customer("a@example.fr");
    shop.order(customer, "2015-01-01 12:00+01");
    shop.insert("orders", "customer_id", customer, "ordered_at", null, "status", "test");

    assertThat(shop.purge(NIGHT).code()).isEqualTo(ExitCode.DONE);

    assertThat(shop.anonymised(customer)).isTrue();
  }

  @Test
  void aMendedRowLeavesTheQuarantineAndGoesWhenItIsDue() {
    long recording = shop.recording(null, null);
    shop.purge(NIGHT);

    shop.jdbc().update("update recordings set started_at = '2020-01-01'");
    PurgeOutcome outcome = shop.purge("2026-11-24");

    assertThat(outcome.code()).isEqualTo(ExitCode.DONE);
    assertThat(shop.count("oubli.quarantine")).isZero();
    assertThat(shop.has("recordings", recording)).isFalse();
  }

  /** The next night leaves a row of the list as it was written, and lists what is new beside it. */
  @Test
  void theListGrowsByWhatIsNewAndIsNotWrittenAnew() {
    long first = shop.recording(null, null);
    shop.purge(NIGHT);
    String written = written();
    long second = shop.recording("2030-01-01 00:00+01", null);

    shop.purge("2026-11-24");

    assertThat(shop.text("select xmin::text from oubli.quarantine where row_key = '" + first + "'"))
        .isEqualTo(written);
    assertThat(reason("recordings", second)).isEqualTo("anchor in the future");

    shop.jdbc().update("update recordings set started_at = null where id = ?", second);
    shop.purge("2026-11-25");

    assertThat(reason("recordings", second)).isEqualTo("anchor missing");
    assertThat(shop.count("oubli.quarantine")).isEqualTo(2);
  }

  private @Nullable String written() {
    return shop.text("select string_agg(xmin::text, ',') from oubli.quarantine");
  }

  /** More than anybody reads is counted, and listed in part: the same part each night. */
  @Test
  void theListIsBounded() {
    shop.jdbc()
        .update(
            "insert into recordings (id, started_at)"
                + " select i, null from generate_series(100001, 110003) i");

    PurgeOutcome outcome = shop.purge(NIGHT);

    assertThat(outcome.code()).isEqualTo(ExitCode.QUARANTINE);
    assertThat(Shop.line(outcome, "call-recordings:recordings").quarantined()).isEqualTo(10_003);
    assertThat(shop.count("oubli.quarantine")).isEqualTo(10_000);
    String listed = listed();

    shop.purge("2026-11-24");

    assertThat(listed()).isEqualTo(listed);
  }

  private @Nullable String listed() {
    return shop.text(
        "select md5(string_agg(row_key || run || xmin, ',' order by row_key)) from oubli.quarantine");
  }
}
