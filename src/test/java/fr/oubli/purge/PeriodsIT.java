package fr.oubli.purge;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.testing.Shop;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * How long each kind of row is kept, to the day. One company lives through all the nights that are
 * asked about, and gets each row by the first night after the row's day.
 */
class PeriodsIT {

  private static final List<Kept> PERSONS =
      List.of(
          new Kept(Kind.PERSON, "2021-11-22 12:00+01", "2026-11-22", "2026-11-23"),
          new Kept(Kind.PERSON, "2024-02-29 12:00+01", "2029-02-28", "2029-03-01"),
          new Kept(Kind.PERSON, "2023-02-28 12:00+01", "2028-02-28", "2028-02-29"));

  private static final List<Kept> INVOICES =
      List.of(
          new Kept(Kind.INVOICE, "2026-01-01", "2036-12-31", "2037-01-01"),
          new Kept(Kind.INVOICE, "2026-12-31", "2036-12-31", "2037-01-01"),
          new Kept(Kind.INVOICE, "2016-02-29", "2026-12-31", "2027-01-01"));

  private static final List<Kept> COOKIES =
      List.of(
          new Kept(Kind.COOKIE, "2025-10-22 12:00+02", "2026-11-22", "2026-11-23"),
          new Kept(Kind.COOKIE, "2025-01-31 12:00+01", "2026-02-28", "2026-03-01"),
          new Kept(Kind.COOKIE, "2024-02-29 12:00+01", "2025-03-29", "2025-03-30"));

  private static final List<Kept> RECORDINGS =
      List.of(
          new Kept(Kind.RECORDING, "2026-05-22 12:00+02", "2026-11-22", "2026-11-23"),
          new Kept(Kind.RECORDING, "2026-08-31 12:00+02", "2027-02-28", "2027-03-01"),
          new Kept(Kind.RECORDING, "2027-08-31 12:00+02", "2028-02-29", "2028-03-01"));

  private static final List<Kept> PROSPECTS =
      List.of(
          new Kept(Kind.PROSPECT, "2023-11-22 12:00+01", "2026-11-22", "2026-11-23"),
          new Kept(Kind.PROSPECT, "2024-02-29 12:00+01", "2027-02-28", "2027-03-01"));

  /** The days on which clocks change, by moments of their nights and of their first hours. */
  private static final List<Kept> CHANGES =
      List.of(
          new Kept(Kind.RECORDING, "2026-10-25 02:30+02", "2027-04-25", "2027-04-26"),
          new Kept(Kind.RECORDING, "2026-10-25 02:30+01", "2027-04-25", "2027-04-26"),
          new Kept(Kind.RECORDING, "2026-10-24 22:00+00", "2027-04-25", "2027-04-26"),
          new Kept(Kind.RECORDING, "2026-10-25 22:59+00", "2027-04-25", "2027-04-26"),
          new Kept(Kind.RECORDING, "2026-03-29 01:59+01", "2026-09-29", "2026-09-30"),
          new Kept(Kind.RECORDING, "2026-03-29 03:00+02", "2026-09-29", "2026-09-30"),
          new Kept(Kind.RECORDING, "2026-03-28 23:00+00", "2026-09-29", "2026-09-30"),
          new Kept(Kind.RECORDING, "2026-03-29 21:59+00", "2026-09-29", "2026-09-30"));

  private static final List<Kept> LATE_IN_THE_EVENING =
      List.of(
          new Kept(Kind.COOKIE, "2025-10-22 21:30+00", "2026-11-22", "2026-11-23"),
          new Kept(Kind.COOKIE, "2025-10-22 23:30+00", "2026-11-23", "2026-12-31"));

  /** Pairs of rows, on both sides of a midnight, of which a night of clock change ends one. */
  private static final List<Kept> NIGHTS_OF_CHANGE =
      List.of(
          new Kept(Kind.RECORDING, "2026-04-24 23:59+02", "2026-09-30", "2026-10-25"),
          new Kept(Kind.RECORDING, "2026-04-25 00:00+02", "2026-10-25", "2026-11-22"),
          new Kept(Kind.RECORDING, "2025-09-28 23:59+02", "2026-03-01", "2026-03-29"),
          new Kept(Kind.RECORDING, "2025-09-29 00:00+02", "2026-03-29", "2026-09-29"));

  /** What was left of each row after each night from its own on. */
  private static final Map<Kept, Map<LocalDate, String>> LEFT = new LinkedHashMap<>();

  private static final Map<LocalDate, ExitCode> ENDS = new TreeMap<>();

  /** Kinds of rows, each with how it is written, and what there is of it as long as it is kept. */
  private enum Kind {
    PERSON {
      @Override
      long write(Shop shop, String day) {
        long customer = shop.customer(day + "@example.fr");
        shop.order(customer, "2015-01-01 12:00+01");
        shop.order(customer, day);
        return customer;
      }

      @Override
      String left(Shop shop, long id) {
        return customer(shop, id);
      }
    },
    INVOICE {
      @Override
      long write(Shop shop, String day) {
        long invoice = shop.invoice("F" + day, null, day);
        shop.line(invoice, 1);
        return invoice;
      }

      @Override
      String left(Shop shop, long id) {
        return shop.count("invoices where id = " + id)
            + " with lines "
            + shop.count("invoice_lines where invoice_id = " + id);
      }
    },
    COOKIE {
      @Override
      long write(Shop shop, String day) {
        return shop.cookie(day);
      }

      @Override
      String left(Shop shop, long id) {
        return "" + shop.count("cookies where id = " + id);
      }
    },
    RECORDING {
      @Override
      long write(Shop shop, String day) {
        return shop.recording(day, day + ".wav");
      }

      @Override
      String left(Shop shop, long id) {
        return "" + shop.count("recordings where id = " + id);
      }
    },
    PROSPECT {
      @Override
      long write(Shop shop, String day) {
        long prospect = shop.customer(day + "@example.org", "2020-01-01 12:00+01");
        shop.insert("contact_requests", "customer_id", prospect, "received_at", day);
        return prospect;
      }

      @Override
      String left(Shop shop, long id) {
        return customer(shop, id)
            + " with requests "
            + shop.count("contact_requests where customer_id = " + id);
      }
    };

    abstract long write(Shop shop, String day);

    abstract String left(Shop shop, long id);

    private static String customer(Shop shop, long id) {
      return shop.intact(id) ? "1" : shop.anonymised(id) ? "0" : "a customer half masked";
    }

    String whole() {
      String of = this == INVOICE ? "1 with lines 1" : "1";
      return this == PROSPECT ? "1 with requests 1" : of;
    }

    String gone() {
      return whole().replace('1', '0');
    }
  }

  /**
   * A row that is kept.
   *
   * @param day on which its period starts
   * @param lastNight after which it is there
   * @param nextNight after which it is gone
   */
  private record Kept(Kind kind, String day, String lastNight, String nextNight) {

    LocalDate last() {
      return LocalDate.parse(lastNight);
    }

    LocalDate next() {
      return LocalDate.parse(nextNight);
    }

    boolean isWrittenBy(LocalDate night) {
      return LocalDate.parse(day.substring(0, 10)).plusDays(1).isBefore(night);
    }
  }

  private static List<Kept> all() {
    return Stream.of(
            PERSONS,
            INVOICES,
            COOKIES,
            RECORDINGS,
            PROSPECTS,
            CHANGES,
            NIGHTS_OF_CHANGE,
            LATE_IN_THE_EVENING)
        .flatMap(List::stream)
        .toList();
  }

  @BeforeAll
  static void live() {
    List<Kept> waiting = new ArrayList<>(all());
    TreeSet<LocalDate> nights = new TreeSet<>();
    waiting.forEach(each -> nights.addAll(List.of(each.last(), each.next())));
    Map<Kept, Long> rows = new LinkedHashMap<>();
    try (Shop shop = Shop.fresh()) {
      for (LocalDate night : nights) {
        List<Kept> now = waiting.stream().filter(each -> each.isWrittenBy(night)).toList();
        now.forEach(each -> rows.put(each, each.kind().write(shop, each.day())));
        waiting.removeAll(now);
        ENDS.put(night, shop.purge(night.toString()).code());
        rows.forEach(
            (row, id) ->
                LEFT.computeIfAbsent(row, key -> new TreeMap<>())
                    .put(night, row.kind().left(shop, id)));
      }
    }
    assertThat(waiting).isEmpty();
  }

  /** The row is there after the night of its last day and all before, and gone after the next. */
  private static void isKeptToItsDay(Kept row) {
    assertThat(Objects.requireNonNull(LEFT.get(row)))
        .containsKeys(row.last(), row.next())
        .allSatisfy(
            (night, left) ->
                assertThat(left)
                    .as("%s after the night of %s", row, night)
                    .isEqualTo(night.isAfter(row.last()) ? row.kind().gone() : row.kind().whole()));
  }

  @Test
  void everyNightIsDone() {
    assertThat(ENDS)
        .allSatisfy((night, code) -> assertThat(code).as("%s", night).isEqualTo(ExitCode.DONE));
  }

  @ParameterizedTest
  @MethodSource("persons")
  void aPersonIsKeptFiveYearsFromTheLastOrderAndGoesTheNextDay(Kept person) {
    isKeptToItsDay(person);
  }

  static List<Kept> persons() {
    return PERSONS;
  }

  @ParameterizedTest
  @MethodSource("invoices")
  void anInvoiceIsKeptTenYearsFromTheCloseOfItsFiscalYear(Kept invoice) {
    isKeptToItsDay(invoice);
  }

  static List<Kept> invoices() {
    return INVOICES;
  }

  @ParameterizedTest
  @MethodSource("cookies")
  void aCookieIsKeptThirteenMonths(Kept cookie) {
    isKeptToItsDay(cookie);
  }

  static List<Kept> cookies() {
    return COOKIES;
  }

  @ParameterizedTest
  @MethodSource("recordings")
  void aRecordingIsKeptSixMonths(Kept recording) {
    isKeptToItsDay(recording);
  }

  static List<Kept> recordings() {
    return RECORDINGS;
  }

  @ParameterizedTest
  @MethodSource("prospects")
  void aProspectIsKeptThreeYearsFromTheLastContact(Kept prospect) {
    isKeptToItsDay(prospect);
  }

  static List<Kept> prospects() {
    return PROSPECTS;
  }

  @Test
  void anEventAt2330UtcBelongsToTheNextDayOfParis() {
    LATE_IN_THE_EVENING.forEach(PeriodsIT::isKeptToItsDay);
  }

  @ParameterizedTest
  @MethodSource("changes")
  void aNightOfClockChangeIsOneDayLikeAnother(Kept recording) {
    isKeptToItsDay(recording);
  }

  static List<Kept> changes() {
    return CHANGES;
  }

  @ParameterizedTest
  @MethodSource("nightsOfChange")
  void aRunOnANightOfClockChangeCountsWholeDays(Kept recording) {
    isKeptToItsDay(recording);
  }

  static List<Kept> nightsOfChange() {
    return NIGHTS_OF_CHANGE;
  }

  @Test
  void aFiscalYearOfEighteenMonthsCountsFromItsOwnClose() {
    try (Shop shop = Shop.fresh()) {
      shop.amend(
          "{ close: 12-31 }",
          "{ close: 12-31, irregular: [ { from: 2016-01-01, to: 2017-06-30 } ] }");
      long invoice = shop.invoice("F1", null, "2016-03-01");

      shop.purge("2027-06-30");
      assertThat(shop.has("invoices", invoice)).isTrue();

      shop.purge("2027-07-01");
      assertThat(shop.has("invoices", invoice)).isFalse();
    }
  }

  @Test
  void anInvoiceOfAYearNotYetClosedStays() {
    try (Shop shop = Shop.fresh()) {
      shop.amend("P10Y", "P1D");
      long invoice = shop.invoice("F1", null, "2026-01-02");

      shop.purge("2026-12-31");

      assertThat(shop.has("invoices", invoice)).isTrue();
    }
  }
}
