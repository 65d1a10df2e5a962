package fr.oubli.decision.statement;

import fr.oubli.decision.clock.DepartedEvents;
import fr.oubli.decision.clock.DepartedTies;
import fr.oubli.decision.clock.RuleTarget;
import fr.oubli.decision.keep.StillReferenced;
import fr.oubli.schema.sql.MappedSchema;
import fr.oubli.schema.sql.Slice;
import fr.oubli.schema.sql.Sql;
import java.util.ArrayList;
import java.util.List;

/**
 * The statements that take the due rows of a slice out of their table, each with its ledger entry
 * and with what the rows leave behind.
 */
record GuardedDelete(Eligibility eligibility, long run) {

  private static final String ROW = "t";

  /** What the deletion must return of the rows that go, and the parts that make use of it. */
  private record Leavings(List<Sql> returned, List<Sql> parts) {

    static Leavings none() {
      return new Leavings(new ArrayList<>(), new ArrayList<>());
    }
  }

  /**
   * Rows of the target leave their ledger entry behind and no more: no file, no number to remember,
   * no event of a person's clock, and no table that refers to them.
   */
  static boolean leavesNothing(Eligibility eligibility) {
    RuleTarget target = eligibility.target();
    MappedSchema schema = eligibility.schema();
    String collection = target.collection().name();
    return !schema.policy().files().containsKey(collection)
        && DestroyedNumbers.of(schema, collection).isEmpty()
        && DepartedEvents.of(schema, eligibility.days(), target).isEmpty()
        && DepartedTies.of(schema, eligibility.days(), collection).isEmpty()
        && DepartedTies.forgotten(schema, collection).isEmpty()
        && schema.catalog().referencing(target.table()).isEmpty();
  }

  /** Deletes the rows for good. */
  Sql delete(Slice slice) {
    Leavings leavings = Leavings.none();
    files(leavings);
    number(leavings);
    departedEvents(leavings);
    departedTies(leavings);
    return statement(slice, leavings);
  }

  /** Moves the rows into the intermediate archive. */
  Sql archive(Slice slice) {
    Leavings leavings = Leavings.none();
    ArchiveCopy copy = ArchiveCopy.of(eligibility);
    leavings.returned().addAll(copy.returned());
    leavings.parts().add(copy.stored(run));
    files(leavings);
    departedEvents(leavings);
    departedTies(leavings);
    return statement(slice, leavings);
  }

  /** The rows of a slice that may leave the table. */
  Sql deletable(Slice slice) {
    List<Sql> guards = new ArrayList<>();
    guards.add(slice.rows(ROW));
    guards.add(eligibility.actionable(slice));
    guards.addAll(new StillReferenced(schema(), target().table()).guards(ROW));
    eligibility
        .whole()
        .ifPresent(
            whole ->
                guards.add(eligibility.askedOnce(slice).meets(alias -> whole.stays(alias).not())));
    if (target().action().archives()) {
      guards.add(ArchiveCopy.of(eligibility).dated());
    }
    return Sql.all(guards);
  }

  private Sql statement(Slice slice, Leavings leavings) {
    List<NulledReferences> nulled = NulledReferences.by(schema(), target());
    List<Sql> returned = new ArrayList<>();
    returned.add(Sql.format("{} as k", entry().key(ROW)));
    returned.addAll(leavings.returned());
    for (int i = 0; i < nulled.size(); i++) {
      returned.addAll(nulled.get(i).returned(ROW, i));
    }
    List<Sql> parts = new ArrayList<>();
    parts.add(
        Sql.format(
            "gone as (delete from {} where {} returning {})",
            slice.from(eligibility.target().table()),
            Sql.all(deletable(slice), TriggerPath.widened(schema().catalog(), target().table())),
            Sql.list(returned)));
    parts.addAll(leavings.parts());
    return Sql.format("with {} {}", Sql.list(parts), entries(nulled));
  }

  /** One entry for the rows that went, and one per kind of row that lost its reference to them. */
  private Sql entries(List<NulledReferences> nulled) {
    if (nulled.isEmpty()) {
      return entry().ofGone();
    }
    StringBuilder all = new StringBuilder("select sum(rows) filter (where own) from (");
    List<Sql> parts = new ArrayList<>(List.of(entry().ofGone()));
    all.append("select true as own, ({}) as rows");
    for (int i = 0; i < nulled.size(); i++) {
      all.append(" union all {}");
      parts.add(nulled.get(i).entry(i, entry()));
    }
    return Sql.format(all.append(") entries").toString(), parts.toArray(Sql[]::new));
  }

  /** The files of a row are removed after the commit. Here their removal is noted as intended. */
  private void files(Leavings leavings) {
    FileLeavings.of(eligibility)
        .ifPresent(
            files -> {
              leavings.returned().addAll(files.returned(schema(), ROW));
              leavings.parts().addAll(files.parts(run));
            });
  }

  private void number(Leavings leavings) {
    DestroyedNumbers.of(schema(), target().collection().name())
        .ifPresent(
            numbers -> {
              leavings.returned().addAll(numbers.returned(ROW, eligibility.days()));
              leavings.parts().add(numbers.remembered(run));
            });
  }

  /** The clocks of persons remember what the rows were to them. */
  private void departedEvents(Leavings leavings) {
    List<DepartedEvents> clocks =
        DepartedEvents.of(schema(), eligibility.days(), target()).stream()
            .filter(DepartedEvents::hasPersons)
            .toList();
    if (clocks.stream().anyMatch(departed -> !departed.severalPersons())) {
      leavings
          .returned()
          .add(
              Sql.format(
                  "{} as person",
                  schema().subjectKey(ROW, target().collection().name()).orElseThrow()));
    }
    for (int i = 0; i < clocks.size(); i++) {
      DepartedEvents departed = clocks.get(i);
      if (departed.severalPersons()) {
        leavings.returned().add(Sql.format("{} as persons" + i, departed.persons(ROW)));
      }
      leavings.returned().add(Sql.format("{} as event" + i, departed.day(ROW)));
      leavings.returned().add(Sql.format("{} as excepted" + i, departed.exceptedOn(ROW)));
    }
    leavings.parts().addAll(DepartedEvents.remembered(clocks, run));
  }

  /** The rows above remember whose they were, and those that go are forgotten themselves. */
  private void departedTies(Leavings leavings) {
    String collection = target().collection().name();
    List<DepartedTies> ties = DepartedTies.of(schema(), eligibility.days(), collection);
    for (int i = 0; i < ties.size(); i++) {
      leavings.returned().addAll(ties.get(i).returned(ROW, i));
    }
    leavings.parts().addAll(DepartedTies.remembered(ties, run));
    DepartedTies.forgotten(schema(), collection).ifPresent(leavings.parts()::add);
  }

  private LedgerEntry entry() {
    return new LedgerEntry(eligibility, run);
  }

  private RuleTarget target() {
    return eligibility.target();
  }

  private MappedSchema schema() {
    return eligibility.schema();
  }
}
