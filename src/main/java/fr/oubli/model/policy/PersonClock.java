package fr.oubli.model.policy;

import fr.oubli.model.yaml.Mapping;
import java.util.List;
import java.util.Optional;

/**
 * The person's latest event across collections: each new event of the person starts the period of
 * all the person's rows again.
 *
 * @param columns the dates of the events
 * @param ignoring events that do not start the clock again, such as test orders
 */
public record PersonClock(List<ColumnName> columns, Filter ignoring) implements Clock {

  static final ClockKind KIND =
      new ClockKind("latest", List.of("per", "ignoring"), PersonClock::read);

  public PersonClock {
    columns = List.copyOf(columns);
    if (columns.isEmpty()) {
      throw new IllegalArgumentException("a clock needs at least one event");
    }
  }

  private static Optional<Clock> read(Mapping block, ClockReader reader) {
    onlySubjects(block);
    reader.needs(
        "subject", "subject: { collection: customers }", block.place(), "a person's latest event");
    List<ColumnName> events =
        block
            .sequence(KIND.word())
            .map(list -> list.notEmpty("name the events, such as [orders.ordered_at]"))
            .map(reader.columns()::columns)
            .orElse(List.of());
    Filter ignoring = block.mapping("ignoring").map(reader.columns()::filter).orElse(Filter.NONE);
    if (events.isEmpty()) {
      return Optional.empty();
    }
    ignoring.values().keySet().stream()
        .map(ColumnName::collection)
        .filter(name -> !reader.unlessHas().contains(name))
        .filter(name -> events.stream().noneMatch(event -> event.collection().equals(name)))
        .forEach(name -> strange(name, block));
    return Optional.of(new PersonClock(events, ignoring));
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
