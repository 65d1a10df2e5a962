package fr.oubli.setup.ties;

import fr.oubli.schema.catalog.Column;
import fr.oubli.setup.clues.Judge;
import fr.oubli.setup.clues.NameWords;
import fr.oubli.setup.clues.TableFacts;
import fr.oubli.setup.ties.ValueProbe.Lookup;
import fr.oubli.setup.ties.ValueProbe.Question;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Columns that look like keys of people, or of rows of people, without a foreign key. */
final class ValueReferences {

  private static final Set<String> MARKS =
      Set.of(
          "id", "uuid", "no", "num", "number", "numero", "code", "ref", "fk", "key", "by", "par");
  private static final int ENOUGH = 10;
  private static final int MOST_PEOPLE = 3;

  private final Judge judge;
  private final TableNames names;
  private final List<TableFacts> people;
  private final ValueProbe probe;

  ValueReferences(Judge judge, TableNames names, List<TableFacts> people, ValueProbe probe) {
    this.judge = judge;
    this.names = names;
    this.people = people;
    this.probe = probe;
  }

  /**
   * What was found for one column.
   *
   * @param reference null where none is proposed
   * @param seen what the sample says
   * @param certain whether nothing is left to decide
   */
  record Found(Column column, @Nullable DraftReference reference, String seen, boolean certain) {}

  /** A table whose keys the column may hold, and the lookup of them. */
  private record Candidate(TableFacts parent, Column key, boolean named, Lookup lookup) {

    long share() {
      return lookup.distinct() == 0 ? 0 : lookup.found() * 100 / lookup.distinct();
    }
  }

  List<Found> of(TableFacts facts) {
    return facts.table().columns().stream()
        .filter(column -> candidate(facts, column))
        .flatMap(column -> found(facts, column).stream())
        .toList();
  }

  private static boolean candidate(TableFacts facts, Column column) {
    return facts.key(column).isEmpty()
        && facts.found(column).isEmpty()
        && KeyTypes.canRefer(column)
        && !facts.table().primaryKey().equals(List.of(column.name()));
  }

  private Optional<Found> found(TableFacts facts, Column column) {
    List<String> words = NameWords.of(column.name());
    List<String> rest = words.stream().filter(word -> !MARKS.contains(word)).toList();
    boolean marked = rest.size() < words.size();
    boolean person = rest.stream().anyMatch(Roles::names) || words.contains("by");
    if (rest.isEmpty() || !marked && !(person && rest.size() == 1 && !column.isText())) {
      return Optional.empty();
    }
    List<Candidate> candidates = new ArrayList<>();
    boolean asked = false;
    Optional<TableFacts> named = names.named(rest).filter(judge::isPersonal);
    for (TableFacts parent : parents(named, person)) {
      Optional<Column> key = KeyTypes.key(parent, column);
      if (key.isPresent() && !parent.equals(facts)) {
        asked = true;
        probe
            .lookup(new Question(facts.table(), column, parent.table(), key.get()))
            .filter(lookup -> lookup.distinct() > 0)
            .map(
                lookup ->
                    new Candidate(
                        parent, key.get(), named.filter(parent::equals).isPresent(), lookup))
            .ifPresent(candidates::add);
      }
    }
    if (!asked) {
      return Optional.empty();
    }
    return candidates.isEmpty()
        ? Optional.of(new Found(column, null, unseen(), false))
        : Optional.of(best(facts, column, candidates));
  }

  /** The table that the name names; where it only says that it is a person's, those of people. */
  private Set<TableFacts> parents(Optional<TableFacts> named, boolean person) {
    Set<TableFacts> parents = new LinkedHashSet<>();
    named.ifPresent(parents::add);
    if (person && named.filter(judge::isPerson).isEmpty()) {
      people.stream().limit(MOST_PEOPLE).forEach(parents::add);
    }
    return parents;
  }

  private static String unseen() {
    return "it looks like a key, no foreign key says of which table, and no value was looked at;"
        + " write its reference, or its rows reach nobody this way";
  }

  private static Found best(TableFacts facts, Column column, List<Candidate> candidates) {
    Candidate best =
        candidates.stream()
            .sorted(
                Comparator.comparingLong(Candidate::share)
                    .thenComparing(Candidate::named)
                    .reversed())
            .findFirst()
            .orElseThrow();
    Lookup lookup = best.lookup();
    String name = best.parent().table().name();
    if (!lookup.nearlyAll()) {
      return new Found(
          column,
          null,
          "it looks like a key of %s, but only %d of the %d values of the sample are; of which table?"
              .formatted(name, lookup.found(), lookup.distinct()),
          false);
    }
    boolean certain = lookup.all() && best.named() && lookup.distinct() >= ENOUGH;
    String seen =
        (lookup.all()
                ? "all %2$d values of the sample are keys of %3$s"
                : "%d of the %d values of the sample are keys of %s")
            .formatted(lookup.found(), lookup.distinct(), name);
    return new Found(
        column,
        new DraftReference(
            facts.table(), column, best.parent().table(), best.key().name(), null, DraftTie.UNSAID),
        certain ? seen : seen + ", and no foreign key says so; does it refer to them?",
        certain);
  }
}
