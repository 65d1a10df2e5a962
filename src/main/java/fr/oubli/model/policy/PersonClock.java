package fr.oubli.model.policy;

import fr.oubli.model.yaml.Mapping;
import fr.oubli.model.yaml.Scalar;
import fr.oubli.model.yaml.Sequence;
import fr.oubli.model.yaml.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The person's latest event across collections: each new event of the person starts the period of
 * all the person's rows again.
 *
 * @param columns the dates of the events
 * @param anyParty those of the events that start the clock of every person whom the row concerns;
 *     the others start that of the row's owner alone
 * @param ignoring events that do not start the clock again, such as test orders
 */
public record PersonClock(List<ColumnName> columns, Set<ColumnName> anyParty, Filter ignoring)
    implements Clock {

  private static final String ANY_PARTY = "any-party";

  static final ClockKind KIND =
      new ClockKind("latest", List.of("per", "ignoring"), PersonClock::read);

  public PersonClock {
    columns = List.copyOf(columns);
    anyParty = Set.copyOf(anyParty);
    if (columns.isEmpty()) {
      throw new IllegalArgumentException("a clock needs at least one event");
    }
  }

  /** A clock of which every event is its owner's. */
  public PersonClock(List<ColumnName> columns, Filter ignoring) {
    this(columns, Set.of(), ignoring);
  }

  private static Optional<Clock> read(Mapping block, ClockReader reader) {
    onlySubjects(block);
    reader.needs(
        "subject", "subject: { collection: customers }", block.place(), "a person's latest event");
    Set<ColumnName> anyParty = new LinkedHashSet<>();
    List<ColumnName> events =
        block
            .sequence(KIND.word())
            .map(list -> list.notEmpty("name the events, such as [orders.ordered_at]"))
            .map(list -> plain(list, anyParty, reader))
            .map(reader.columns()::columns)
            .orElse(List.of());
    Filter ignoring = block.mapping("ignoring").map(reader.columns()::filter).orElse(Filter.NONE);
    if (events.isEmpty()) {
      return Optional.empty();
    }
    ignoring.collections().stream()
        .filter(name -> !reader.unlessHas().contains(name))
        .filter(name -> events.stream().noneMatch(event -> event.collection().equals(name)))
        .forEach(name -> strange(name, block));
    if (ignoring.necessary().stream().anyMatch(part -> part.onlyCollection().isEmpty())) {
      block
          .faults()
          .add(
              block.placeOf("ignoring"),
              "'any-of' of 'ignoring' names several collections, and each event is judged by itself",
              "write the conditions of one collection in each any-of");
    }
    return Optional.of(new PersonClock(events, anyParty, ignoring));
  }

  /** The list without what is said of single events, which is noted. */
  private static Sequence plain(Sequence list, Set<ColumnName> anyParty, ClockReader reader) {
    List<Value> items = new ArrayList<>();
    for (Value item : list.items()) {
      if (!(item instanceof Mapping block)) {
        items.add(item);
        continue;
      }
      for (Mapping.Entry entry : block.entries()) {
        items.add(new Scalar(list.name(), entry.key(), entry.place(), list.faults()));
        entry.value().asText().ifPresent(word -> party(word, entry, anyParty, reader));
      }
    }
    return new Sequence(list.name(), items, list.place(), list.faults());
  }

  private static void party(
      String word, Mapping.Entry entry, Set<ColumnName> anyParty, ClockReader reader) {
    if (word.equals(ANY_PARTY)) {
      reader.columns().column(entry.key(), entry.place()).ifPresent(anyParty::add);
    } else {
      entry
          .value()
          .faults()
          .add(
              entry.place(),
              "'" + entry.key() + ": " + word + "' says nothing of whose clock it starts",
              "write { " + entry.key() + ": any-party }, or the column alone for its owner");
    }
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
    return KIND.word();
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
