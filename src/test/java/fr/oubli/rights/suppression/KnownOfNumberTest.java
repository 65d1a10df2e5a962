package fr.oubli.rights.suppression;

import static org.assertj.core.api.Assertions.fail;

import fr.oubli.model.policy.Canvassing;
import fr.oubli.model.policy.ColumnName;
import fr.oubli.model.policy.Filter;
import fr.oubli.model.yaml.Place;
import fr.oubli.rights.suppression.KnownOfNumber.Consent;
import fr.oubli.rights.suppression.SuppressionList.Suppression;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every combination of consents, withdrawal, objection, contract and day, over a leap cycle. */
class KnownOfNumberTest {

  private static final List<String> NONE = List.of();

  private static Canvassing law() {
    return new Canvassing(
        new ColumnName("consents", "granted_at"),
        new ColumnName("consents", "withdrawn_at"),
        Filter.NONE,
        Period.ofYears(1),
        Filter.NONE,
        new Place("policy.yml", 1));
  }

  /** The days of calls: around both ends of February and of the year, in each year of a cycle. */
  static Stream<LocalDate> days() {
    return IntStream.rangeClosed(2024, 2028)
        .boxed()
        .flatMap(
            year ->
                Stream.of("-01-01", "-02-27", "-02-28", "-03-01", "-03-02", "-07-14", "-12-31")
                    .map(day -> LocalDate.parse(year + day)));
  }

  /** Days by which a consent lies before the call, none, and one that nobody wrote down. */
  private static List<@Nullable Consent> consents(LocalDate today) {
    List<@Nullable Consent> all = new ArrayList<>();
    all.add(null);
    all.add(new Consent(null, null));
    for (int before : new int[] {-1, 0, 1, 200, 364, 365, 366, 367, 730}) {
      LocalDate given = today.minusDays(before);
      all.add(new Consent(given, null));
      for (int after : new int[] {-1, 0, 1, 400}) {
        all.add(new Consent(given, given.plusDays(after)));
      }
    }
    return all;
  }

  private static List<@Nullable Suppression> entries() {
    List<@Nullable Suppression> all = new ArrayList<>();
    all.add(null);
    for (String channel : List.of("phone", "email", "sms", "all")) {
      all.add(new Suppression("objection", channel));
    }
    all.add(new Suppression("erasure", "all"));
    return all;
  }

  @ParameterizedTest
  @MethodSource("days")
  void whoMayBeCalledIsWhoAgreedWithinTheYearAndTookNothingBack(LocalDate today) {
    for (Consent one : consents(today)) {
      for (Consent other : consents(today)) {
        for (Suppression entry : entries()) {
          List<Consent> all = Stream.of(one, other).flatMap(Stream::ofNullable).toList();
          CallAnswer answer = answer(all, entry, NONE, today);
          CallAnswer customer = answer(all, entry, List.of("orders 7"), today);
          boolean may = !stopped(entry) && agreed(all, today);
          boolean right =
              answer.mayBeCalled() == may
                  && customer.mayBeCalled() == may
                  && customer.told().startsWith("only about a contract that runs, orders 7: ")
                      == (!stopped(entry) && !may);
          // A million answers: only a wrong one is put into words.
          if (!right) {
            fail("%s, %s, on %s: %s", all, entry, today, answer.told());
          }
        }
      }
    }
  }

  private static CallAnswer answer(
      List<Consent> consents, @Nullable Suppression entry, List<String> contracts, LocalDate day) {
    List<Suppression> listed = entry == null ? List.of() : List.of(entry);
    return new KnownOfNumber(listed, consents, contracts).on(day, law());
  }

  private static boolean stopped(@Nullable Suppression entry) {
    return entry != null
        && (entry.reason().equals("erasure") || List.of("phone", "all").contains(entry.channel()));
  }

  /**
   * Judged day by day: somebody agreed on one of the days that count, and nobody withdrew since.
   */
  private static boolean agreed(List<Consent> all, LocalDate today) {
    for (LocalDate day = today; !isOver(day, today); day = day.minusDays(1)) {
      LocalDate each = day;
      if (all.stream().anyMatch(consent -> !isBefore(consent.withdrawn(), each))) {
        return false;
      }
      if (all.stream().anyMatch(consent -> each.equals(consent.given()))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isBefore(@Nullable LocalDate withdrawn, LocalDate day) {
    return withdrawn == null || withdrawn.isBefore(day);
  }

  /** On 28 February ends what was given on 28 or on 29 February of the year before. */
  private static boolean isOver(LocalDate given, LocalDate today) {
    int last = Math.min(given.getDayOfMonth(), given.getMonthValue() == 2 ? lastOf(given) : 31);
    LocalDate end = LocalDate.of(given.getYear() + 1, given.getMonthValue(), last);
    return today.isAfter(end);
  }

  private static int lastOf(LocalDate february) {
    return (february.getYear() + 1) % 4 == 0 ? 29 : 28;
  }
}
