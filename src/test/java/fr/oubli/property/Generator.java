package fr.oubli.property;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.property.Rule.Act;
import fr.oubli.property.Scenario.Declared;
import fr.oubli.property.Scenario.Nights;
import fr.oubli.property.Scenario.Persons;
import fr.oubli.property.Scenario.Written;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Makes a case from a seed: the same seed always makes the same case. */
final class Generator {

  private static final List<LocalDate> AWKWARD_DAYS =
      List.of(
          LocalDate.of(2028, 2, 29),
          LocalDate.of(2027, 3, 1),
          LocalDate.of(2026, 8, 31),
          LocalDate.of(2025, 12, 31),
          LocalDate.of(2026, 1, 1),
          LocalDate.of(2026, 3, 29),
          LocalDate.of(2026, 10, 25));

  private final long seed;
  private final Dice dice;

  private Generator(long seed) {
    this.seed = seed;
    // Neighbouring seeds begin alike; their first draws are thrown away by mixing them.
    this.dice = new Dice(new Random(seed * 0x9E3779B97F4A7C15L));
  }

  static Scenario scenario(long seed) {
    return new Generator(seed).scenario();
  }

  private Scenario scenario() {
    LocalDate first =
        dice.chance(0.3)
            ? dice.of(AWKWARD_DAYS)
            : LocalDate.of(2024, 1, 1).plusDays(dice.between(0, 1_500));
    ZoneId zone =
        ZoneId.of(dice.of("Europe/Paris", "Europe/Paris", "America/New_York", "Asia/Kolkata"));
    boolean people = dice.chance(0.85);
    boolean sameByEmail = people && dice.chance(0.7);
    Schemas schemas = new Schemas(dice, people, sameByEmail, first);
    List<Table> tables = schemas.tables();
    String person = schemas.person();
    Policies policies = new Policies(dice, tables, person, sameByEmail);
    Ends ends = new Ends(seed, tables, person);
    Stages.Staged staged = Stages.said(seed, ends.said(policies.rules()), tables, person);
    List<Rule> rules = staged.rules();
    tables = new Population(dice, first, zone, person, rules).of(tables);
    rules = new Lastings(seed, tables, person).said(rules);
    tables = Addresses.added(seed, ends.lived(tables, rules, first, zone));
    tables = new SumWriting(seed, zone, rules).of(tables);
    tables = new DateWriting(new Dice(new Random(seed ^ 0x5DEECE66DL)), zone).of(tables);
    Nights nights =
        new Nights(
            first,
            first.plusDays(dice.of(1, 1, 2, 45, 400)),
            zone,
            dice.chance(0.7),
            dice.chance(0.3));
    List<Declared> declared = policies.holds(rules);
    List<Hold> holds = holds(tables, person);
    Fault fault = dice.chance(0.1) ? fault(tables, rules, staged.stages()) : null;
    Refusals.Refused refused =
        new Refusals(seed, tables, rules, first, zone).said(person, declared, !holds.isEmpty());
    return new Scenario(
        seed,
        nights,
        new Persons(person, sameByEmail),
        refused.tables(),
        new Written(refused.rules(), staged.stages(), declared),
        holds,
        fault);
  }

  private List<Hold> holds(List<Table> tables, @Nullable String person) {
    List<Hold> holds = new ArrayList<>();
    for (int i = dice.chance(0.6) ? dice.between(1, 3) : 0; i > 0; i--) {
      Table table = dice.of(tables);
      boolean selfReferring = table.to(table.name()).findAny().isPresent();
      if (dice.chance(0.1)) {
        holds.add(hold(Hold.Scope.COLLECTION, table, List.of()));
      } else if (!table.rows().isEmpty() && !selfReferring) {
        Hold.Scope scope =
            table.name().equals(person) && dice.chance(0.7) ? Hold.Scope.SUBJECT : Hold.Scope.ROW;
        holds.add(hold(scope, table, dice.of(table.rows()).get(table.key())));
      }
    }
    return holds;
  }

  private Hold hold(Hold.Scope scope, Table table, List<@Nullable String> key) {
    return new Hold(scope, table.name(), key, dice.chance(0.3), dice.chance(0.5));
  }

  private @Nullable Fault fault(List<Table> tables, List<Rule> rules, Stages stages) {
    Table table = dice.of(tables);
    // A stage masks the columns that it names, and no other.
    boolean anonymised =
        rules.stream()
            .filter(rule -> !stages.names(rule, table))
            .anyMatch(rule -> rule.then().get(table.name()) == Act.ANONYMISE);
    List<Fault> faults = new ArrayList<>();
    faults.add(
        new Fault(
            table.name(), "alter table %s add column surplus text", "", "", ExitCode.REFUSED));
    faults.add(new Fault(table.name(), "", "{ name: surplus }", "", ExitCode.INVALID));
    if (table.key().size() == 1) {
      String type = table.column(table.key().get(0)).type().sql();
      faults.add(
          new Fault(
              table.name(),
              "create table stray (parent " + type + " references %s (\"id\"))",
              "",
              "",
              ExitCode.REFUSED));
    }
    if (anonymised) {
      faults.add(
          new Fault(
              table.name(),
              "alter table %s add column surplus text not null default 'x'",
              "{ name: surplus, data_categories: [user.surplus] }",
              "user.surplus: null_rewrite",
              ExitCode.INVALID));
    }
    return dice.of(faults);
  }
}
