package fr.oubli.decision.keep;

import fr.oubli.decision.clock.RuleTarget;
import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.References.Step;
import fr.oubli.model.policy.Action;
import fr.oubli.model.policy.Clock;
import fr.oubli.model.policy.Rule;
import fr.oubli.schema.catalog.ForeignKey;
import fr.oubli.schema.catalog.SqlName;
import fr.oubli.schema.sql.MappedSchema;
import fr.oubli.schema.sql.Sql;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Rules whose clock is at the other end of a reference that PostgreSQL empties when its parent
 * goes. A row that such a rule has not ended yet would never be due again.
 */
record SeveredReferences(MappedSchema schema, ForeignKey key) {

  /** For each such rule, what is true of a child's row that it still has to end. */
  List<Function<String, Sql>> waiting() {
    return schema.collectionOf(key.child()).stream().flatMap(this::waiting).toList();
  }

  private Stream<Function<String, Sql>> waiting(Collection child) {
    return schema.policy().rules().stream()
        .filter(rule -> rule.then().containsKey(child.name()) && leadsThrough(rule, child))
        .map(rule -> row -> waits(rule, child, row));
  }

  private boolean leadsThrough(Rule rule, Collection child) {
    String end = end(rule.starts());
    return !end.equals(child.name())
        && schema.pathUp(child.name(), end).filter(path -> isKey(path.get(0), child)).isPresent();
  }

  private String end(Clock clock) {
    if (clock instanceof Clock.RowDate row) {
      return row.column().collection();
    }
    return clock instanceof Clock.FiscalYearEnd year
        ? year.column().collection()
        : schema.subjectRule().collection();
  }

  private boolean isKey(Step step, Collection child) {
    return SqlName.of(schema.table(step.parent())).equals(key.parent())
        && key.childColumns()
            .contains(SqlName.of(schema.table(child.name()).column(step.childField())));
  }

  private Sql waits(Rule rule, Collection child, String row) {
    Action action = Objects.requireNonNull(rule.then().get(child.name()));
    RuleTarget target = new RuleTarget(rule, child, schema.table(child.name()), action);
    return Sql.format(
        "{} and {}",
        schema.matches(row, child.name(), rule.only()),
        PendingMasks.of(target, schema).left(row));
  }
}
