package fr.oubli.decision.statement;

import fr.oubli.decision.clock.ClockSql;
import fr.oubli.decision.clock.ClockSqls;
import fr.oubli.decision.clock.FamilyClockSql;
import fr.oubli.decision.clock.RuleTarget;
import fr.oubli.model.policy.Action;
import fr.oubli.model.policy.Rule;
import fr.oubli.schema.catalog.Column;
import fr.oubli.schema.sql.Keys;
import fr.oubli.schema.sql.MappedSchema;
import fr.oubli.schema.sql.Sql;
import java.util.List;
import java.util.Optional;

/**
 * What the intermediate archive takes of a row that leaves the active base.
 *
 * @param governing the rule that will end the archive
 * @param anchor the clock of that rule
 */
record ArchiveCopy(
    RuleTarget target,
    MappedSchema schema,
    Action.Archive archive,
    Rule governing,
    ClockSql anchor) {

  private static final String ROW = "t";

  static Optional<ArchiveCopy> of(Eligibility eligibility) {
    RuleTarget target = eligibility.target();
    if (!(target.action() instanceof Action.Archive archive)) {
      return Optional.empty();
    }
    MappedSchema schema = eligibility.schema();
    Rule governing = ArchiveEndRule.ruleFor(schema.policy(), target);
    ClockSql anchor =
        new ClockSqls(schema, eligibility.days()).of(governing, target.collection().name());
    return Optional.of(new ArchiveCopy(target, schema, archive, governing, anchor));
  }

  /** False for a row that the archive would never end. */
  Sql dated() {
    return Sql.format("{} is not null", anchor.day(ROW));
  }

  List<Sql> returned() {
    return List.of(
        Sql.format("{} as anchor", family()),
        Sql.format("{} as linked", linkedKey()),
        Sql.format("{} as content", content()),
        Sql.format("{} as owner", owner()));
  }

  /** A part of the statement in which {@code gone} are the rows that leave. */
  Sql stored(long run) {
    return Sql.format(
        "stored as (insert into oubli.archive"
            + " (collection, row_key, subject_key, rule, governed_by, anchor, linked_key,"
            + " content, run)"
            + " select {}, k::text, owner, {}, {}, anchor, linked, content, {} from gone)",
        Sql.of("?", target.collection().name()),
        Sql.of("?", target.rule().name()),
        Sql.of("?", governing.name()),
        Sql.of("?", run));
  }

  /** Documents that correct this one left before it: the archive knows their date. */
  private Sql family() {
    return anchor instanceof FamilyClockSql family && family.ownDocument()
        ? Sql.format(
            "greatest({}, (select max(a.anchor) from oubli.archive a"
                + " where a.collection = {} and a.linked_key = "
                + Keys.text(ROW, target.table())
                + "))",
            anchor.day(ROW),
            Sql.of("?", target.collection().name()))
        : anchor.day(ROW);
  }

  private Sql linkedKey() {
    return anchor instanceof FamilyClockSql family && family.ownDocument()
        ? Sql.format("{}::text", schema.column(ROW, family.link()))
        : Sql.of("null::text");
  }

  private Sql content() {
    List<Sql> dropped =
        target.table().columns().stream()
            .map(Column::name)
            .filter(name -> !archive.columns().isEmpty() && !archive.columns().contains(name))
            .map(name -> Sql.of("?", name))
            .toList();
    return dropped.isEmpty()
        ? Sql.of("to_jsonb(t)")
        : Sql.format("to_jsonb(t) - array[{}]::text[]", Sql.list(dropped));
  }

  private Sql owner() {
    return schema
        .subjectKey(ROW, target.collection().name())
        .map(key -> Sql.format("({})::text", key))
        .orElse(Sql.of("null::text"));
  }
}
