package fr.oubli.decision;

import fr.oubli.catalog.ForeignKey;
import fr.oubli.catalog.SqlName;
import fr.oubli.datamap.Collection;
import fr.oubli.datamap.References.Step;
import fr.oubli.policy.Action;
import fr.oubli.policy.Clock;
import fr.oubli.policy.Rule;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Rules whose clock is at the other end of a reference that PostgreSQL empties when its parent
 * goes. A row that such a rule has not ended yet would never be due again.
 */
record LostWays(Estate estate, ForeignKey key) {

  /** For each such rule, what is true of a child's row that it still has to end. */
  List<Function<String, Sql>> waiting() {
    return estate.collectionOf(key.child()).stream().flatMap(this::waiting).toList();
  }

  private Stream<Function<String, Sql>> waiting(Collection child) {
    return estate.policy().rules().stream()
        .filter(rule -> rule.then().containsKey(child.name()) && leadsThrough(rule, child))
        .map(rule -> row -> waits(rule, child, row));
  }

  private boolean leadsThrough(Rule rule, Collection child) {
    String end = end(rule.starts());
    return !end.equals(child.name())
        && estate.pathUp(child.name(), end).filter(path -> isKey(path.get(0), child)).isPresent();
  }

  private String end(Clock clock) {
    if (clock instanceof Clock.RowDate row) {
      return row.column().collection();
    }
    return clock instanceof Clock.FiscalYearEnd year
        ? year.column().collection()
        : estate.subjectRule().collection();
  }

  private boolean isKey(Step step, Collection child) {
    return SqlName.of(estate.table(step.parent())).equals(key.parent())
        && key.childColumns()
            .contains(SqlName.of(estate.table(child.name()).column(step.childField())));
  }

  private Sql waits(Rule rule, Collection child, String row) {
    Action action = Objects.requireNonNull(rule.then().get(child.name()));
    Task task = new Task(rule, child, estate.table(child.name()), action);
    return Sql.format(
        "{} and {}",
        estate.matches(row, child.name(), rule.only()),
        Todo.of(task, estate).left(row));
  }
}
