package fr.oubli.property;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A rule of the random policy.
 *
 * @param dates the one date that a row's clock starts from, or the events of a person's clock
 * @param atLeast whether the period is a minimum, before which nobody may delete
 * @param only which rows it bears on; null for all
 * @param unlessHas tables that leave a person out of the rule who has rows there
 */
record Rule(
    String name,
    Clock clock,
    List<Place> dates,
    Lasting keep,
    boolean atLeast,
    Map<String, Act> then,
    @Nullable Condition only,
    List<String> unlessHas) {

  /** Where the period starts. */
  enum Clock {
    /** At a date of the row, or of a row that it leads up to. */
    ROW,
    /** At the end of the year of that date. */
    FISCAL,
    /** At the latest event of the row's person. */
    LATEST,
    /** At a refusal of what the row is. */
    REFUSED
  }

  /** What a date says, and so what it means that one is missing or to come. */
  enum Meaning {
    /** Something happened: it is a fault. */
    HAPPENED,
    /** The same; but a missing one is a fault only where all dates of the person are missing. */
    IF_THERE,
    /** Something ended: it goes on. */
    ENDED
  }

  /** What is done to a due row. */
  enum Act {
    DELETE,
    ANONYMISE
  }

  /**
   * A column of a table.
   *
   * @param anyParty whether it is an event of every person whom its row concerns
   * @param meaning what it says, where it is a date
   */
  record Place(String table, String column, boolean anyParty, Meaning meaning) {

    Place(String table, String column) {
      this(table, column, false, Meaning.HAPPENED);
    }

    Place ofAnyParty() {
      return new Place(table, column, true, meaning);
    }

    Place meaning(Meaning other) {
      return new Place(table, column, anyParty, other);
    }

    boolean ended() {
      return meaning == Meaning.ENDED;
    }

    boolean ifThere() {
      return meaning == Meaning.IF_THERE;
    }

    private boolean is(String otherTable, String otherColumn) {
      return table.equals(otherTable) && column.equals(otherColumn);
    }
  }

  Rule {
    then = Collections.unmodifiableMap(new LinkedHashMap<>(then));
  }

  Rule then(Map<String, Act> other) {
    return new Rule(name, clock, dates, keep, atLeast, other, only, unlessHas);
  }

  Rule dates(List<Place> other) {
    return new Rule(name, clock, other, keep, atLeast, then, only, unlessHas);
  }

  Rule only(@Nullable Condition other) {
    return new Rule(name, clock, dates, keep, atLeast, then, other, unlessHas);
  }

  Rule forAll() {
    return new Rule(name, clock, dates, keep.forAll(), atLeast, then, null, List.of());
  }

  Rule keep(Lasting other) {
    return new Rule(name, clock, dates, other, atLeast, then, only, unlessHas);
  }

  /** The tables of which a condition or the period asks. */
  Set<String> asks() {
    Set<String> asked = new LinkedHashSet<>();
    if (only != null) {
      asked.addAll(only.tables());
    }
    if (keep.column() != null) {
      asked.add(keep.column().table());
    }
    return asked;
  }

  boolean reads(String table, String column) {
    return dates.stream().anyMatch(date -> date.is(table, column))
        || (keep.column() != null && keep.column().is(table, column))
        || (only != null && only.reads(table, column));
  }
}
