package fr.oubli.property;

import fr.oubli.property.Whose.Step;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** By which way a condition on one random table bears on the rows of another. */
record Bearing(List<Table> tables, @Nullable String people) {

  /** A way. */
  enum Kind {
    OWN,
    UP,
    PERSON,
    ABOVE_PERSON,
    NONE
  }

  Kind of(Set<String> acted, String table, String asked) {
    boolean persons = asked.equals(people);
    if (table.equals(asked)) {
      boolean more = acted.stream().anyMatch(other -> !other.equals(table) && ofPersons(other));
      return persons && more ? Kind.PERSON : Kind.OWN;
    }
    if (persons) {
      return ofPersons(table) ? Kind.PERSON : Kind.NONE;
    }
    if (towards(asked).reaches(table)) {
      return Kind.UP;
    }
    return people != null && ofPersons(table) && towards(asked).reaches(people)
        ? Kind.ABOVE_PERSON
        : Kind.NONE;
  }

  private Whose towards(String end) {
    return new Whose(tables, end);
  }

  boolean ofPersons(String name) {
    Whose whose = new Whose(tables, people);
    return people != null
        && (whose.reaches(name)
            || named(name).email().isPresent()
            || whose.identifying(name).stream()
                .anyMatch(below -> named(below).email().isPresent()));
  }

  /** Whether the meaning of the condition came with the second edition of the language. */
  boolean isNew(Rule rule) {
    Condition only = rule.only();
    return only != null
        && only.tables().stream()
            .filter(rule.then()::containsKey)
            .anyMatch(
                asked ->
                    rule.then().keySet().stream()
                        .filter(table -> !table.equals(asked))
                        .anyMatch(table -> of(rule.then().keySet(), table, asked) != Kind.NONE));
  }

  /**
   * The tables whose rows decide for rows of others by the condition: that which is asked, those on
   * the way to it, and that of the persons.
   */
  Set<String> deciding(Rule rule) {
    Set<String> deciding = new HashSet<>();
    for (String asked : rule.asks()) {
      for (String table : rule.then().keySet()) {
        decide(of(rule.then().keySet(), table, asked), table, asked, deciding);
      }
    }
    return deciding;
  }

  private void decide(Kind kind, String table, String asked, Set<String> deciding) {
    if (kind == Kind.UP || kind == Kind.ABOVE_PERSON) {
      way(kind == Kind.UP ? table : String.valueOf(people), towards(asked), deciding);
      deciding.remove(table);
    }
    if ((kind == Kind.PERSON || kind == Kind.ABOVE_PERSON) && people != null) {
      Whose whose = new Whose(tables, people);
      way(table, whose, deciding);
      deciding.addAll(whose.identifying(table));
      deciding.remove(table);
      deciding.add(people);
    }
  }

  /** The tables below that tell what a condition asks of rows above them. */
  Set<String> toldBelow(Rule rule) {
    Set<String> below = new HashSet<>();
    for (String asked : rule.asks()) {
      for (String table : rule.then().keySet()) {
        Kind kind = of(rule.then().keySet(), table, asked);
        if (kind == Kind.UP) {
          down(table, towards(asked), new HashSet<>(), below);
        } else if (kind == Kind.PERSON || kind == Kind.ABOVE_PERSON) {
          Whose whose = new Whose(tables, people);
          down(table, whose, new HashSet<>(), below);
          below.addAll(whose.identifying(table));
        }
      }
    }
    return below;
  }

  private static void down(String from, Whose whose, Set<String> met, Set<String> below) {
    if (met.add(from)) {
      for (Step step : whose.owners(from)) {
        if (step.down()) {
          below.add(step.to());
        }
        down(step.to(), whose, met, below);
      }
    }
  }

  private static void way(String from, Whose whose, Set<String> met) {
    if (met.add(from)) {
      whose.owners(from).stream().map(Step::to).forEach(to -> way(to, whose, met));
    }
  }

  private Table named(String name) {
    return tables.stream().filter(table -> table.name().equals(name)).findFirst().orElseThrow();
  }
}
