package fr.oubli.rights.inactivity;

import fr.oubli.platform.exit.Refusal;
import fr.oubli.rights.request.Identity;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One person, with all of their rows that will end soon: those of one account, and those with one
 * identity.
 *
 * @param rows the one that ends first first
 */
record Person(List<ComingRow> rows) {

  private static final Comparator<ComingRow> SOONEST =
      Comparator.comparing(ComingRow::dueOn)
          .thenComparing(row -> row.rule().name())
          .thenComparing(row -> row.place().name());

  Person {
    if (rows.isEmpty()) {
      throw new IllegalArgumentException("a person has a row");
    }
    rows = rows.stream().sorted(SOONEST).toList();
  }

  /** Whoever the rows are of; the one who ends first first. */
  static List<Person> of(List<ComingRow> rows) {
    Map<String, String> same = new HashMap<>();
    for (ComingRow row : rows) {
      String first = root(same, row.place().name());
      row.identities().forEach(identity -> same.put(root(same, identity), first));
    }
    Map<String, List<ComingRow>> persons = new LinkedHashMap<>();
    rows.forEach(
        row ->
            persons
                .computeIfAbsent(root(same, row.place().name()), any -> new ArrayList<>())
                .add(row));
    return persons.values().stream()
        .map(Person::new)
        .sorted(Comparator.comparing(person -> person.rows().get(0), SOONEST))
        .toList();
  }

  /** The name under which everything is that was found to be one; ways there become short. */
  private static String root(Map<String, String> same, String name) {
    String root = name;
    for (String next = same.get(root); next != null && !next.equals(root); next = same.get(root)) {
      root = next;
    }
    String at = name;
    while (!at.equals(root)) {
      at = Objects.requireNonNull(same.put(at, root));
    }
    return root;
  }

  /** The rows of rules of which nobody asked the person yet. */
  List<ComingRow> unasked() {
    Set<String> asked =
        rows.stream()
            .filter(ComingRow::asked)
            .map(row -> row.rule().name())
            .collect(Collectors.toSet());
    return rows.stream().filter(row -> !asked.contains(row.rule().name())).toList();
  }

  /** All addresses of theirs to which something can be sent. */
  List<Identity> addresses() {
    return rows.stream().flatMap(row -> address(row).stream()).distinct().toList();
  }

  boolean objected() {
    return rows.stream().anyMatch(row -> row.reached().objected());
  }

  /** The address to write to, as it is stored: of the row that ends first. */
  Optional<String> email() {
    return rows.stream()
        .filter(row -> address(row).isPresent())
        .map(row -> Objects.requireNonNull(row.reached().email()))
        .findFirst();
  }

  /** Null where no row says one. */
  @Nullable String name() {
    return rows.stream()
        .flatMap(row -> Stream.ofNullable(row.reached().name()))
        .findFirst()
        .orElse(null);
  }

  /** The first day on which something of theirs is due of which nobody asked. */
  LocalDate dueOn() {
    return unasked().get(0).dueOn();
  }

  /** The rules of which they are asked, by the words for people. */
  String rules() {
    Set<String> labels = new LinkedHashSet<>();
    unasked()
        .forEach(
            row ->
                labels.add(
                    row.rule().label().map(label -> label.french()).orElse(row.rule().name())));
    return String.join(", ", labels);
  }

  /** Empty where there is none, and where it is none to which something can be sent. */
  private static Optional<Identity> address(ComingRow row) {
    String email = row.reached().email();
    try {
      return email == null ? Optional.empty() : Optional.of(Identity.email(email));
    } catch (Refusal e) {
      return Optional.empty();
    }
  }
}
