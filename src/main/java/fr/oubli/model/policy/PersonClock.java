package fr.oubli.model.policy;

import fr.oubli.model.yaml.Mapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The person's latest event across collections: each new event of the person starts the period of
 * all the person's rows again.
 *
 * @param columns the dates of the events, those of ends last
 * @param anyParty those of the events that start the clock of every person whom the row concerns;
 *     the others start that of the row's owner alone
 * @param ends those that say when something ended: while one is missing or to come, the person's
 *     rows are kept
 * @param required those of which a missing one is a fault, even where others are there
 * @param ignoring events that do not start the clock again, such as test orders
 */
public record PersonClock(
    List<ColumnName> columns,
    Set<ColumnName> anyParty,
    Set<ColumnName> ends,
    Set<ColumnName> required,
    Filter ignoring)
    implements Clock {

  static final ClockKind ENDS =
      new ClockKind("latest-end", List.of("per", "ignoring"), PersonClock::read);
  static final ClockKind KIND =
      new ClockKind("latest", List.of("latest-end", "per", "ignoring"), PersonClock::read);

  public PersonClock {
    columns = List.copyOf(columns);
    anyParty = Set.copyOf(anyParty);
    ends = Set.copyOf(ends);
    required = Set.copyOf(required);
    if (columns.isEmpty()) {
      throw new IllegalArgumentException("a clock needs at least one event");
    }
    if (!columns.containsAll(ends)) {
      throw new IllegalArgumentException("an end is an event too");
    }
  }

  /** A clock of which every event is its owner's, and happened. */
  public PersonClock(List<ColumnName> columns, Filter ignoring) {
    this(columns, Set.of(), Set.of(), Set.of(), ignoring);
  }

  /** Whether a word stands beside another one that names the same clock. */
  static boolean isBeside(String word, Mapping block) {
    return word.equals(ENDS.word()) && block.has(KIND.word());
  }

  private static Optional<Clock> read(Mapping block, ClockReader reader) {
    onlySubjects(block);
    reader.needs(
        "subject", "subject: { collection: customers }", block.place(), "a person's latest event");
    EventReader events = new EventReader(reader.columns());
    List<ColumnName> happened = events.happened(block, KIND.word());
    List<ColumnName> ended = events.ended(block, ENDS.word());
    Filter ignoring = block.mapping("ignoring").map(reader.columns()::filter).orElse(Filter.NONE);
    List<ColumnName> all = new ArrayList<>(happened);
    all.addAll(ended);
    if (all.isEmpty()) {
      return Optional.empty();
    }
    ended.stream().filter(happened::contains).forEach(column -> twice(column, block));
    ignoring.collections().stream()
        .filter(name -> !reader.unlessHas().contains(name))
        .filter(name -> all.stream().noneMatch(event -> event.collection().equals(name)))
        .forEach(name -> strange(name, block));
    if (ignoring.necessary().stream().anyMatch(part -> part.onlyCollection().isEmpty())) {
      block
          .faults()
          .add(
              block.placeOf("ignoring"),
              "'any-of' of 'ignoring' names several collections, and each event is judged by itself",
              "write the conditions of one collection in each any-of");
    }
    return Optional.of(
        new PersonClock(all, events.anyParty(), Set.copyOf(ended), events.required(), ignoring));
  }

  private static void twice(ColumnName column, Mapping block) {
    block
        .faults()
        .add(
            block.placeOf(ENDS.word()),
            "'" + column + "' is in 'latest' and in 'latest-end'",
            "keep it in 'latest-end' if it says that something ended, else in 'latest'");
  }

  private static void onlySubjects(Mapping block) {
    block
        .requiredText("per", "per: subject")
        .filter(per -> !per.equals("subject"))
        .ifPresent(
            per ->
                block
                    .faults()
                    .add(
                        block.placeOf("per"),
                        "unknown 'per: " + per + "'",
                        "write per: subject, the only one"));
  }

  private static void strange(String collection, Mapping block) {
    block
        .faults()
        .add(
            block.placeOf("ignoring"),
            "'ignoring' names '" + collection + "', which has no event of this clock",
            "name a collection of 'latest'");
  }

  @Override
  public String word() {
    return ends.size() == columns.size() ? ENDS.word() : KIND.word();
  }

  @Override
  public Optional<ColumnName> rowDate() {
    return Optional.empty();
  }

  @Override
  public boolean byFiscalYear() {
    return false;
  }

  @Override
  public <R> R map(Cases<R> cases) {
    return cases.person(this);
  }
}
