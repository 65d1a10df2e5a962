package fr.oubli.model.policy;

import fr.oubli.model.yaml.Mapping;
import fr.oubli.model.yaml.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A choice of the person that says no, such as to advertising cookies. It starts the clock of every
 * row of that kind but those that were set after a later acceptance: what was set before it was set
 * while the person had refused, or has been refused since, and no acceptance reaches back.
 *
 * @param chosen the moment of a choice; its collection is that of the choices
 * @param accepted the column of choices that says whether
 * @param same the columns that a choice and the rows that it is about have in common, such as the
 *     person and the kind
 * @param set the column of those rows that says when they were set
 */
public record RefusalClock(ColumnName chosen, String accepted, List<String> same, String set)
    implements Clock {

  static final ClockKind KIND =
      new ClockKind("refused", List.of("accepted", "same", "set"), RefusalClock::read);

  public RefusalClock {
    same = List.copyOf(same);
  }

  private static Optional<Clock> read(Mapping block, ClockReader reader) {
    Optional<ColumnName> chosen = block.value(KIND.word()).flatMap(reader.columns()::column);
    Optional<String> accepted = block.requiredText("accepted", "accepted: accepted");
    Optional<String> set = block.requiredText("set", "set: set_at");
    List<String> same =
        block
            .requiredSequence("same", "same: [customer_id, kind]")
            .map(list -> list.notEmpty("name what a choice and a row have in common"))
            .map(Sequence::texts)
            .orElse(List.of());
    return chosen.isEmpty() || accepted.isEmpty() || set.isEmpty() || same.isEmpty()
        ? Optional.empty()
        : Optional.of(new RefusalClock(chosen.get(), accepted.get(), same, set.get()));
  }

  /** The collection of the choices. */
  public String choices() {
    return chosen.collection();
  }

  /** What it reads of choices, and of rows that they are about. */
  public Set<ColumnName> reads(Set<String> collections) {
    Set<ColumnName> all = new LinkedHashSet<>();
    all.add(chosen);
    all.add(new ColumnName(choices(), accepted));
    List<String> on = new ArrayList<>(collections);
    on.forEach(name -> all.add(new ColumnName(name, set)));
    on.add(choices());
    on.forEach(name -> same.forEach(column -> all.add(new ColumnName(name, column))));
    return all;
  }

  @Override
  public String word() {
    return KIND.word();
  }

  @Override
  public List<ColumnName> columns() {
    return List.of(chosen);
  }

  @Override
  public Optional<ColumnName> rowDate() {
    return Optional.empty();
  }

  @Override
  public boolean perSubject() {
    return false;
  }

  @Override
  public Optional<RefusalClock> refusal() {
    return Optional.of(this);
  }

  @Override
  public boolean mayStartLate() {
    return true;
  }

  @Override
  public boolean byFiscalYear() {
    return false;
  }

  @Override
  public <R> R map(Cases<R> cases) {
    return cases.refusal(this);
  }
}
