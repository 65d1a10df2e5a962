package fr.oubli.purge;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.testing.Shop;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

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

  /** A moment that is no start of a period, and why it waits. */
  private record Unjudged(@Nullable String moment, String why) {}

  @Test
  void rowsWhoseDateCannotBeJudgedStayAndAreListedWithTheirReason() {
    List<Unjudged> moments =
        List.of(
            new Unjudged(null, "anchor missing"),
            new Unjudged("2026-11-24 00:00+01", "anchor in the future"),
            new Unjudged("1970-01-01 00:00+00", "anchor on or before 1970-01-01"),
            new Unjudged("1969-12-31 12:00+00", "anchor on or before 1970-01-01"));
    Map<Unjudged, Long> recordings = new LinkedHashMap<>();
    moments.forEach(each -> recordings.put(each, shop.recording(each.moment(), null)));

    PurgeOutcome outcome = shop.purge(NIGHT);

    assertThat(outcome.code()).isEqualTo(ExitCode.QUARANTINE);
    recordings.forEach(
        (moment, recording) -> {
          assertThat(shop.has("recordings", recording)).as("%s", moment).isTrue();
          assertThat(reason("recordings", recording)).as("%s", moment).isEqualTo(moment.why());
        });
    assertThat(Shop.line(outcome, "call-recordings:recordings").quarantined())
        .isEqualTo(moments.size());
  }

  @Test
  void anEventOfTodayIsNotInTheFuture() {
    shop.recording("2026-11-23 23:59+01", null);

    assertThat(shop.purge(NIGHT).code()).isEqualTo(ExitCode.DONE);
  }

  @Test
  void anOrderWhoseDateCannotBeJudgedKeepsItsPerson() {
    List<Unjudged> moments =
        List.of(
            new Unjudged(null, "anchor missing"),
            new Unjudged("2030-01-01 00:00+01", "anchor in the future"),
            new Unjudged("1970-01-01 00:00+00", "anchor on or before 1970-01-01"));
    Map<Unjudged, Long> customers = new LinkedHashMap<>();
    for (Unjudged each : moments) {
      long customer = shop.customer("c" + customers.size() + "@example.fr");
      shop.order(customer, "2015-01-01 12:00+01");
      shop.order(customer, each.moment());
      customers.put(each, customer);
    }

    assertThat(shop.purge(NIGHT).code()).isEqualTo(ExitCode.QUARANTINE);

    customers.forEach(
        (moment, customer) -> {
          assertThat(shop.intact(customer)).as("%s", moment).isTrue();
          assertThat(reason("customers", customer)).as("%s", moment).isEqualTo(moment.why());
        });
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
