package fr.oubli.intake;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What should become of people who are erased, object, merge their accounts, come back and are
 * brought back by old files: in plain Java, from what is promised and not from what is built.
 */
final class Lives {

  /** An account; where two were merged, the one that stayed. */
  private static final class Account {
    private final String email;

    Account(String email) {
      this.email = email;
    }
  }

  /** An order; gone for people once it names nobody. */
  private record Order(String email, String at) {}

  /** A consent of an account. */
  private record Consent(Account account, String channel, String at) {}

  private final Map<String, Account> accounts = new HashMap<>();
  private final Map<Order, Account> orders = new HashMap<>();
  private final Map<Consent, String> consents = new HashMap<>();
  private final Map<String, LocalDate> erased = new HashMap<>();
  private final Map<String, LocalDate> objected = new HashMap<>();

  private Account account(String email) {
    return accounts.computeIfAbsent(email, Account::new);
  }

  /** The person orders, and the shop writes it down. */
  void orders(String email, String at) {
    orders.put(new Order(email, at), account(email));
  }

  /** A file says that the person ordered on a day. */
  void fedOrder(String email, String at, LocalDate day) {
    if (!isErased(email, day)) {
      orders(email, at);
    }
  }

  private boolean isErased(String email, LocalDate day) {
    LocalDate on = erased.get(email);
    return on != null && !day.isAfter(on);
  }

  /** A file says that the person agreed; only what is after every no of theirs counts. */
  void fedConsent(String email, String channel, String at, LocalDate day) {
    Account account = accounts.get(email);
    if (account == null || isErased(email, day)) {
      return;
    }
    for (String scope : List.of("all", channel)) {
      LocalDate no = objected.get(email + " " + scope);
      if (no != null && !day.isAfter(no)) {
        return;
      }
    }
    boolean takenBack =
        consents.entrySet().stream()
            .filter(each -> each.getKey().account() == account)
            .filter(each -> each.getKey().channel().equals(channel))
            .map(Map.Entry::getValue)
            .anyMatch(no -> !no.isEmpty() && !day.isAfter(LocalDate.parse(no)));
    if (!takenBack) {
      consents.put(new Consent(account, channel, at), "");
    }
  }

  /** By which addresses the person's account is known, on itself and on its orders. */
  private Set<String> addresses(String email) {
    Set<String> all = new TreeSet<>(Set.of(email));
    Account account = accounts.get(email);
    orders.forEach(
        (order, owner) -> {
          if (owner == account) {
            all.add(order.email());
          }
        });
    return all;
  }

  void objects(String email, String scope, LocalDate day) {
    Account account = accounts.get(email);
    addresses(email).forEach(each -> objected.put(each + " " + scope, day));
    consents.replaceAll(
        (consent, no) ->
            consent.account() == account
                    && no.isEmpty()
                    && (scope.equals("all") || scope.equals(consent.channel()))
                ? day.toString()
                : no);
  }

  /** The person leaves: account and orders, in whatever spelling they name them. */
  void leaves(String email, LocalDate day) {
    addresses(email).forEach(each -> erased.put(each, day));
    Account account = accounts.remove(email);
    orders.entrySet().removeIf(each -> each.getValue() == account);
    orders.keySet().removeIf(each -> each.email().equals(email));
  }

  /** The shop makes one account of two: what belonged to the second belongs to the first. */
  void merges(String kept, String other) {
    Account first = accounts.get(kept);
    Account second = accounts.get(other);
    if (first == null || second == null) {
      return;
    }
    accounts.remove(other);
    orders.replaceAll((order, owner) -> owner == second ? first : owner);
    Map<Consent, String> moved = new HashMap<>();
    consents.forEach(
        (consent, no) ->
            moved.put(
                consent.account() == second
                    ? new Consent(first, consent.channel(), consent.at())
                    : consent,
                no));
    consents.clear();
    consents.putAll(moved);
  }

  /** What is there by address, in the words of the test's query. */
  Set<String> all() {
    Set<String> all = new TreeSet<>();
    accounts.keySet().forEach(email -> all.add("account " + email));
    orders.forEach(
        (order, owner) ->
            all.add("order %s %s of %s".formatted(order.email(), order.at(), owner.email)));
    consents.forEach(
        (consent, no) -> {
          if (accounts.get(consent.account().email) == consent.account()) {
            all.add(
                "consent %s %s %s %s"
                    .formatted(consent.account().email, consent.channel(), consent.at(), no));
          }
        });
    return all;
  }

  /** What is different between two of these, for telling. */
  static Map<String, String> differences(Set<String> expected, Set<String> found) {
    Map<String, String> all = new TreeMap<>();
    expected.stream().filter(each -> !found.contains(each)).forEach(e -> all.put(e, "missing"));
    found.stream().filter(each -> !expected.contains(each)).forEach(e -> all.put(e, "too much"));
    return all;
  }
}
