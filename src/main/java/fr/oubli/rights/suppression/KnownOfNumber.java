package fr.oubli.rights.suppression;

import fr.oubli.model.policy.Canvassing;
import fr.oubli.rights.suppression.SuppressionList.Suppression;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a telephone number, and what follows from it. Whoever shares the number counts:
 * an objection, or a withdrawal after the last consent, of one of them is heard.
 *
 * @param listed its entries on the suppression list
 * @param consents of everybody who has the number
 * @param contracts of theirs that run
 */
record KnownOfNumber(List<Suppression> listed, List<Consent> consents, List<String> contracts) {

  private static final String PHONE = "phone";
  private static final String ALL = "all";

  /**
   * A consent as it is stored; days in the policy's zone.
   *
   * @param given null where nobody wrote down when
   * @param withdrawn null where it was not
   */
  record Consent(@Nullable LocalDate given, @Nullable LocalDate withdrawn) {}

  KnownOfNumber {
    listed = List.copyOf(listed);
    consents = List.copyOf(consents);
    contracts = List.copyOf(contracts);
  }

  static KnownOfNumber nothing() {
    return new KnownOfNumber(List.of(), List.of(), List.of());
  }

  KnownOfNumber listed(List<Suppression> entries) {
    return new KnownOfNumber(entries, consents, contracts);
  }

  KnownOfNumber with(Consent consent) {
    List<Consent> more = new ArrayList<>(consents);
    more.add(consent);
    return new KnownOfNumber(listed, more, contracts);
  }

  KnownOfNumber withContract(String contract) {
    List<String> more = new ArrayList<>(contracts);
    more.add(contract);
    return new KnownOfNumber(listed, consents, more);
  }

  /** An objection is heard whatever else is known, a contract that runs included. */
  CallAnswer on(LocalDate today, Canvassing canvassing) {
    if (listed.stream().anyMatch(entry -> entry.reason().equals("erasure"))) {
      return CallAnswer.no("erased on request");
    }
    if (listed.stream().anyMatch(KnownOfNumber::stopsCalls)) {
      return CallAnswer.no("objected");
    }
    return byConsent(today, canvassing).about(contracts);
  }

  private static boolean stopsCalls(Suppression entry) {
    return entry.channel().equals(PHONE) || entry.channel().equals(ALL);
  }

  private CallAnswer byConsent(LocalDate today, Canvassing canvassing) {
    Optional<LocalDate> last = last(consents.stream().map(Consent::given).toList(), today);
    if (last.isEmpty()) {
      return CallAnswer.no(
          consents.isEmpty() ? "no consent" : "no consent with a day that has come");
    }
    LocalDate given = last.get();
    // A withdrawal whose day is to come is heard as well; on the day of a consent it is the later.
    Optional<LocalDate> withdrawn =
        consents.stream()
            .map(Consent::withdrawn)
            .flatMap(day -> Optional.ofNullable(day).stream())
            .filter(day -> !day.isBefore(given))
            .max(Comparator.naturalOrder());
    if (withdrawn.isPresent()) {
      return CallAnswer.no("consent withdrawn on " + withdrawn.get());
    }
    LocalDate until = canvassing.lastDay(given);
    return today.isAfter(until)
        ? CallAnswer.no("the consent of %s ended on %s".formatted(given, until))
        : CallAnswer.consent(given, until);
  }

  private static Optional<LocalDate> last(List<@Nullable LocalDate> days, LocalDate today) {
    return days.stream()
        .flatMap(day -> Optional.ofNullable(day).stream())
        .filter(day -> !day.isAfter(today))
        .max(Comparator.naturalOrder());
  }
}
