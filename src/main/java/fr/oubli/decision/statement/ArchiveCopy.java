package fr.oubli.decision.statement;

import fr.oubli.decision.clock.ClockSql;
import fr.oubli.decision.clock.ClockSqls;
import fr.oubli.decision.clock.RuleTarget;
import fr.oubli.model.datamap.References.Step;
import fr.oubli.model.policy.ColumnName;
import fr.oubli.model.policy.Rule;
import fr.oubli.schema.catalog.Column;
import fr.oubli.schema.sql.Keys;
import fr.oubli.schema.sql.MappedSchema;
import fr.oubli.schema.sql.PersonKeys;
import fr.oubli.schema.sql.Sql;
import java.util.List;
import java.util.Optional;

/**
 * What the intermediate archive takes of a row that leaves the active base.
 *
 * @param endRule the rule that will end the archive
 * @param clock of that rule
 */
record ArchiveCopy(RuleTarget target, MappedSchema schema, Rule endRule, ClockSql clock) {

  private static final String ROW = "t";

  /** The copy for a target whose action is to archive. */
  static ArchiveCopy of(Eligibility eligibility) {
    RuleTarget target = eligibility.target();
    MappedSchema schema = eligibility.schema();
    Rule endRule = ArchiveEndRule.ruleFor(schema.policy(), target);
    ClockSql clock =
        new ClockSqls(schema, eligibility.days()).of(endRule, target.collection().name());
    return new ArchiveCopy(target, schema, endRule, clock);
  }

  /** False for a row without a starting date, which the archive would never end. */
  Sql dated() {
    return Sql.format("{} is not null", clock.day(ROW));
  }

  /** What the deletion has to return of each row that goes. */
  List<Sql> returned() {
    return List.of(
        Sql.format("{} as anchor", anchor()),
        Sql.format("{} as linked", linkedKey()),
        Sql.format("{} as content", content()),
        Sql.format("{} as owner", owner()),
        Sql.format("{} as parties", parties()));
  }

  /** A part of a statement in which {@code gone} are the rows that leave. */
  Sql stored(long run) {
    return Sql.format(
        "stored as (insert into oubli.archive"
            + " (collection, row_key, subject_key, rule, governed_by, anchor, linked_key,"
            + " content, party_keys, run)"
            + " select {}, k::text, owner, {}, {}, anchor, linked, content, parties, {} from gone)",
        Sql.of("?", target.collection().name()),
        Sql.of("?", target.rule().name()),
        Sql.of("?", endRule.name()),
        Sql.of("?", run));
  }

  /** Documents that correct this one may have left before it; the archive then has their date. */
  private Sql anchor() {
    return link().isEmpty()
        ? clock.day(ROW)
        : Sql.format(
            "greatest({}, (select max(a.anchor) from oubli.archive a"
                + " where a.collection = {} and a.linked_key = "
                + Keys.text(ROW, target.table())
                + "))",
            clock.day(ROW),
            Sql.of("?", target.collection().name()));
  }

  private Sql linkedKey() {
    return link()
        .map(link -> Sql.format("{}::text", schema.column(ROW, link)))
        .orElse(Sql.of("null::text"));
  }

  /** Present where the rows are the documents that go together. */
  private Optional<ColumnName> link() {
    return clock.link().filter(link -> clock.ownDate().isPresent());
  }

  /** A star, because a table can have a column that is called as the row is here. */
  private Sql content() {
    List<String> kept = target.action().archivedColumns();
    List<Sql> dropped =
        target.table().columns().stream()
            .map(Column::name)
            .filter(name -> !kept.isEmpty() && !kept.contains(name))
            .map(name -> Sql.of("?", name))
            .toList();
    return dropped.isEmpty()
        ? Sql.of("to_jsonb(t.*)")
        : Sql.format("to_jsonb(t.*) - array[{}]::text[]", Sql.list(dropped));
  }

  /** Keys of the other persons whom the row concerns; null where there can be none. */
  private Sql parties() {
    String collection = target.collection().name();
    List<List<Step>> ways = schema.persons().parties(collection);
    return ways.isEmpty()
        ? Sql.of("null::text[]")
        : Sql.format("({})::text[]", new PersonKeys(schema, collection, ROW).array(ways));
  }

  private Sql owner() {
    return schema
        .subjectKey(ROW, target.collection().name())
        .map(key -> Sql.format("({})::text", key))
        .orElse(Sql.of("null::text"));
  }
}
