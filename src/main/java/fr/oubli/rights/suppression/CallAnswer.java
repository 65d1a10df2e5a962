package fr.oubli.rights.suppression;

import java.time.LocalDate;
import java.util.List;

/**
 * Whether a number may be called to sell something, and why. What is not known is no consent.
 *
 * @param consent from which day to which the consent is good; empty where there is none
 * @param contracts that run, each with its key; only what has to do with them may be spoken of
 * @param reason why there is no consent; empty where there is one
 */
record CallAnswer(List<LocalDate> consent, List<String> contracts, String reason) {

  CallAnswer {
    consent = List.copyOf(consent);
    contracts = List.copyOf(contracts);
    if (consent.isEmpty() == reason.isEmpty()) {
      throw new IllegalArgumentException("there is a consent, or a reason why there is none");
    }
  }

  static CallAnswer consent(LocalDate given, LocalDate until) {
    return new CallAnswer(List.of(given, until), List.of(), "");
  }

  static CallAnswer no(String reason) {
    return new CallAnswer(List.of(), List.of(), reason);
  }

  CallAnswer about(List<String> running) {
    return new CallAnswer(consent, running, reason);
  }

  /** For any offer. */
  boolean mayBeCalled() {
    return !consent.isEmpty();
  }

  String told() {
    if (mayBeCalled()) {
      return "may be called until %s, by the consent of %s"
          .formatted(consent.get(1), consent.get(0));
    }
    return contracts.isEmpty()
        ? "no: " + reason
        : "only about a contract that runs, %s: %s".formatted(String.join(", ", contracts), reason);
  }
}
