package fr.oubli.property;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Random rows for random tables. All references of a row lead to the same person, and its own
 * e-mail is that person's, so that there is one answer to whose a row is.
 */
final class Population {

  /** A row, the account it leads to, and that account's e-mail. */
  private record Born(Row row, @Nullable Row account, @Nullable String email) {}

  private final Dice dice;
  private final LocalDate day;
  private final ZoneId zone;
  private final @Nullable String people;
  private final List<Rule> rules;
  private final Map<String, List<Born>> born = new LinkedHashMap<>();
  private Whose whose = new Whose(List.of(), null);
  private List<Table> tables = List.of();
  private int count;
  private int missing;

  Population(Dice dice, LocalDate day, ZoneId zone, @Nullable String people, List<Rule> rules) {
    this.dice = dice;
    this.day = day;
    this.zone = zone;
    this.people = people;
    this.rules = rules;
  }

  List<Table> of(List<Table> empty) {
    List<Table> filled = new ArrayList<>();
    tables = empty;
    whose = new Whose(empty, people);
    for (Table table : empty) {
      born.put(table.name(), new ArrayList<>());
      for (int i = dice.between(3, 9); i > 0; i--) {
        row(table).ifPresent(born.get(table.name())::add);
      }
      filled.add(table.rows(born.get(table.name()).stream().map(Born::row).toList()));
    }
    return filled;
  }

  private Optional<Born> row(Table table) {
    boolean person = table.name().equals(people);
    boolean leads = !person && people != null && hasAccounts(table.name());
    Born owner = leads && !dice.chance(0.25) ? one(born.get(people)) : null;
    Map<String, @Nullable String> values = new LinkedHashMap<>();
    table.columns().forEach(column -> values.put(column.name(), value(table, column)));
    for (Reference key : table.references()) {
      if (!refer(table, key, owner == null ? null : owner.row(), values)) {
        return Optional.empty();
      }
    }
    if (owner != null && !isTied(table, new Row(values))) {
      owner = null;
    }
    String email = owner == null ? guest(table) : owner.email();
    table
        .email()
        .ifPresent(
            column ->
                values.put(
                    column.name(),
                    email == null || (!person && dice.chance(0.3))
                        ? missing(column)
                        : spelled(email, column)));
    Row row = new Row(values);
    boolean known = person && table.email().isPresent();
    return Optional.of(
        person
            ? new Born(row, row, known ? email : null)
            : new Born(
                row, owner == null ? null : owner.row(), owner == null ? null : owner.email()));
  }

  private @Nullable Born one(@Nullable List<Born> among) {
    return among == null || among.isEmpty() ? null : dice.of(among);
  }

  /** One of few e-mails, so that accounts and guests share them; null for somebody without one. */
  private @Nullable String guest(Table table) {
    boolean person = table.name().equals(people);
    return !(person || mayHaveGuests(table)) || dice.chance(person ? 0.1 : 0.3)
        ? null
        : Markers.MARK + dice.between(1, 4) + "@example.fr";
  }

  /**
   * A row that only an e-mail ties to its person is nobody's once the person's other rows went or
   * lost that e-mail, by another rule or earlier in the same night. What becomes of it then is not
   * promised: such rows are born where their own date is an event of the one rule that judges them.
   */
  private boolean mayHaveGuests(Table table) {
    return tables.stream()
        .filter(
            other -> other.equals(table) || whose.identifying(other.name()).contains(table.name()))
        .allMatch(this::isJudgedByItself);
  }

  private boolean isJudgedByItself(Table table) {
    return rules.size() == 1
        && rules.stream()
            .allMatch(
                rule ->
                    rule.clock() != Rule.Clock.LATEST
                        || !rule.then().containsKey(table.name())
                        || rule.dates().stream()
                            .anyMatch(date -> date.table().equals(table.name())));
  }

  /** An application may write an empty text for an address that it does not know. */
  private @Nullable String missing(Column column) {
    boolean mayBeEmpty = !column.unique() && column.check() == null;
    return mayBeEmpty && ++missing % 3 == 0 ? "" : null;
  }

  private String spelled(String email, Column column) {
    String way = dice.chance(0.3) ? email.toUpperCase(Locale.ROOT) : email;
    return " ".repeat(column.unique() ? count++ : dice.chance(0.2) ? 1 : 0) + way;
  }

  private boolean refer(
      Table table, Reference key, @Nullable Row account, Map<String, @Nullable String> values) {
    boolean holds = key.holdsFor(new Row(values));
    if (!holds && key.key() == null && !dice.chance(0.5)) {
      return true;
    }
    boolean self = key.parent().equals(table.name());
    boolean personal = !self && holds && isOwners(table, key);
    boolean notNull = key.columns().stream().anyMatch(column -> table.column(column).notNull());
    List<Born> candidates =
        born.getOrDefault(key.parent(), List.of()).stream()
            .filter(parent -> !(personal || self) || Objects.equals(parent.account(), account))
            .toList();
    boolean empty =
        candidates.isEmpty()
            || (!notNull && !(personal && account != null) && dice.chance(self ? 0.5 : 0.2));
    if (empty && (notNull || (personal && account != null))) {
      return false;
    }
    Row parent = empty ? null : dice.of(candidates).row();
    for (int i = 0; i < key.columns().size(); i++) {
      values.put(
          key.columns().get(i), parent == null ? null : parent.get(key.parentColumns().get(i)));
    }
    return true;
  }

  /** Whether a reference leads to the account whose the row is; one of them where several do. */
  private boolean isOwners(Table table, Reference key) {
    return ofOwners(table)
            .findFirst()
            .filter(first -> first.equals(key) || key.conditional())
            .isPresent()
        && ofOwners(table).anyMatch(key::equals);
  }

  /** The references up to rows that are born with an account. */
  private Stream<Reference> ofOwners(Table table) {
    return whose.owners(table.name()).stream()
        .filter(step -> !step.down() && hasAccounts(step.to()))
        .map(Whose.Step::key);
  }

  private boolean hasAccounts(String name) {
    return name.equals(people) || ofOwners(named(name)).findAny().isPresent();
  }

  private boolean isTied(Table table, Row row) {
    return ofOwners(table)
        .anyMatch(key -> key.holdsFor(row) && !row.get(key.columns()).contains(null));
  }

  private Table named(String name) {
    return tables.stream().filter(table -> table.name().equals(name)).findFirst().orElseThrow();
  }

  private @Nullable String value(Table table, Column column) {
    boolean anchor = column.name().equals(Schemas.AT) || column.name().equals("seen");
    if (!column.notNull() && dice.chance(anchor ? 0.04 : 0.12)) {
      return null;
    }
    if (anchor) {
      return Days.text(
          anchor(table, column)
              .atTime(
                  dice.of(
                      LocalTime.MIDNIGHT,
                      LocalTime.of(23, 30),
                      LocalTime.of(0, 30),
                      LocalTime.NOON))
              .atZone(zone),
          column.type());
    }
    if (column.identity() == Column.Identity.CLAIM) {
      return Markers.MARK + dice.between(1, 4) + "@example.fr";
    }
    if (column.name().equals(Schemas.STATUS)) {
      return dice.of(Schemas.STATUSES);
    }
    return new Values(dice, count++).of(column);
  }

  /**
   * A day from which a period ends about the day of the night, so that boundary days come up often.
   */
  private LocalDate anchor(Table table, Column column) {
    if (dice.chance(0.04)) {
      return dice.of(
          LocalDate.EPOCH, LocalDate.of(1969, 7, 20), day.plusDays(dice.between(1, 500)));
    }
    List<Rule> reading =
        rules.stream().filter(rule -> rule.reads(table.name(), column.name())).toList();
    LocalDate end =
        reading.isEmpty() ? day.minusYears(2) : day.minus(dice.of(reading).keep().period());
    LocalDate near =
        dice.chance(0.4)
            ? end.plusDays(dice.between(-2, 2))
            : end.plusDays(dice.between(-900, 300));
    return near.isAfter(day) ? day : near;
  }
}
