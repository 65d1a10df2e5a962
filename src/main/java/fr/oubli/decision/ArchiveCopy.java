package fr.oubli.decision;

import fr.oubli.catalog.Column;
import fr.oubli.policy.Action;
import fr.oubli.policy.Rule;
import java.util.List;
import java.util.Optional;

/**
 * What the intermediate archive takes of a row that leaves the active base.
 *
 * @param governing the rule that will end the archive
 * @param anchor the clock of that rule
 */
record ArchiveCopy(
    Task task, Estate estate, Action.Archive archive, Rule governing, Anchor anchor) {

  private static final String ROW = "t";

  static Optional<ArchiveCopy> of(Decision decision) {
    Task task = decision.task();
    if (!(task.action() instanceof Action.Archive archive)) {
      return Optional.empty();
    }
    Estate estate = decision.estate();
    Rule governing = Governing.ruleFor(estate.policy(), task);
    Anchor anchor = new Anchors(estate, decision.days()).of(governing, task.collection().name());
    return Optional.of(new ArchiveCopy(task, estate, archive, governing, anchor));
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
        Sql.of("?", task.collection().name()),
        Sql.of("?", task.rule().name()),
        Sql.of("?", governing.name()),
        Sql.of("?", run));
  }

  /** Documents that correct this one left before it: the archive knows their date. */
  private Sql family() {
    return anchor instanceof FamilyAnchor family && family.ownDocument()
        ? Sql.format(
            "greatest({}, (select max(a.anchor) from oubli.archive a"
                + " where a.collection = {} and a.linked_key = "
                + Keys.text(ROW, task.table())
                + "))",
            anchor.day(ROW),
            Sql.of("?", task.collection().name()))
        : anchor.day(ROW);
  }

  private Sql linkedKey() {
    return anchor instanceof FamilyAnchor family && family.ownDocument()
        ? Sql.format("{}::text", estate.column(ROW, family.link()))
        : Sql.of("null::text");
  }

  private Sql content() {
    List<Sql> dropped =
        task.table().columns().stream()
            .map(Column::name)
            .filter(name -> !archive.columns().isEmpty() && !archive.columns().contains(name))
            .map(name -> Sql.of("?", name))
            .toList();
    return dropped.isEmpty()
        ? Sql.of("to_jsonb(t)")
        : Sql.format("to_jsonb(t) - array[{}]::text[]", Sql.list(dropped));
  }

  private Sql owner() {
    return estate
        .subjectKey(ROW, task.collection().name())
        .map(key -> Sql.format("({})::text", key))
        .orElse(Sql.of("null::text"));
  }
}
