package fr.oubli.decision.statement;

import fr.oubli.decision.clock.DepartedEvents;
import fr.oubli.decision.clock.RuleTarget;
import fr.oubli.schema.sql.Keys;
import fr.oubli.schema.sql.MappedSchema;
import fr.oubli.schema.sql.PersonKeys;
import fr.oubli.schema.sql.Slice;
import fr.oubli.schema.sql.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is locked and noted before a statement acts on a slice, so that the statement sees every row
 * that has a say, and so that nothing is forgotten with the rows that go.
 */
public record SliceLocks(Eligibility eligibility, long run) {

  private static final String ROW = "t";

  /** Statements to run in this order, in the transaction that acts. */
  public List<Sql> statements(Slice slice) {
    List<Sql> statements = new ArrayList<>();
    persons(slice).ifPresent(statements::add);
    rows(slice).ifPresent(statements::add);
    if (mayPart()) {
      statements.addAll(guestEvents(slice));
    }
    return statements;
  }

  /** A stage that leaves the identities of a row leaves it to its person. */
  private boolean mayPart() {
    return !target().action().isStage() || eligibility.pending().masksIdentity();
  }

  /**
   * Locks the persons of the rows that are due, in the order of their keys, against new events. An
   * insert that refers to a locked person waits for the end of the transaction; one that came
   * before is waited for, and then seen.
   *
   * <p>The same statement notes the days of their duplicate accounts, because finding out which
   * rows are due is what costs.
   */
  private Optional<Sql> persons(Slice slice) {
    DuplicateAccounts duplicates = new DuplicateAccounts(eligibility);
    List<Sql> notes = mayPart() ? duplicates.notes(run) : List.of();
    Optional<Sql> doubled =
        notes.isEmpty() || !(slice instanceof Slice.Found)
            ? Optional.empty()
            : duplicates.doubled();
    Optional<Sql> locked = locked(doubled.isPresent() ? "slice" : "due");
    List<Sql> parts = new ArrayList<>();
    if (doubled.isPresent()) {
      parts.add(rows("slice", slice, toLock(slice)));
      parts.add(Sql.format("doubled(key) as materialized ({})", doubled.get()));
      parts.add(rows("due", slice, Sql.all(isDoubled(), toNote(slice))));
    } else {
      parts.add(rows("due", slice, notes.isEmpty() ? toLock(slice) : toNote(slice)));
    }
    locked.ifPresent(parts::add);
    parts.addAll(notes);
    return locked.isEmpty() && notes.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Sql.format(
                "with {} select {}",
                Sql.list(parts),
                Sql.of(locked.isPresent() ? "count(*) from locked" : "0")));
  }

  private Sql rows(String name, Slice slice, Sql condition) {
    return Sql.format(
        name + " as materialized (select t.* from {}{})",
        slice.from(eligibility.target().table()),
        Sql.where(List.of(slice.rows(ROW), condition)));
  }

  /** Few people have a second account, so only of these it is asked whether they are due. */
  private Sql isDoubled() {
    return Sql.of(
        "(" + Keys.text(ROW, target().table()) + " in (select key from doubled)) is true");
  }

  private Optional<Sql> locked(String rows) {
    if (!eligibility.clock().perSubject()) {
      return Optional.empty();
    }
    String people = schema().subjectRule().collection();
    Sql person = schema().key("person", schema().table(people));
    PersonKeys persons = new PersonKeys(schema(), target().collection().name(), ROW);
    List<Sql> owners =
        schema().persons().owners(target().collection().name()).stream()
            .map(way -> persons.over(Sql.of(rows + " t"), way))
            .toList();
    return owners.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Sql.format(
                "locked as (select 1 from {} where {}"
                    + Keys.among(schema().table(people))
                    + " order by {} for update)",
                schema().from(people, "person"),
                person,
                Sql.union(owners),
                person));
  }

  /**
   * Locks the rows that PostgreSQL would delete or change others with, so that no row begins to
   * refer to one of them unseen. The statement that acts then sees every reference that there is.
   */
  private Optional<Sql> rows(Slice slice) {
    boolean alone =
        !target().action().removesRow()
            || schema().catalog().referencing(target().table()).stream()
                .noneMatch(key -> key.onDelete().changesChild());
    return alone
        ? Optional.empty()
        : Optional.of(
            Sql.format(
                "select count(*) from (select 1 from {}{} order by t.ctid for update) locked",
                slice.from(eligibility.target().table()),
                Sql.where(List.of(slice.rows(ROW), toLock(slice)))));
  }

  /**
   * Notes the days of events that only an identity ties to an account. They are about to go, or to
   * lose that identity, and nothing would say afterwards that the account's clock had started.
   */
  private List<Sql> guestEvents(Slice slice) {
    Sql rows =
        Sql.format(
            "(select t.* from {} where {} offset 0) t",
            slice.from(eligibility.target().table()),
            slice.placed(ROW));
    Sql going = Sql.all(slice.besidesPlace(), eligibility.actionable(slice));
    return DepartedEvents.of(schema(), eligibility.days(), target()).stream()
        .flatMap(departed -> departed.rememberedOfGuests(rows, ROW, going, run).stream())
        .toList();
  }

  /**
   * The rows that are about to be acted on. Those of a list or of a plan were due when it was made,
   * and are not asked again: a lock too many costs less than to decide twice.
   */
  private Sql toLock(Slice slice) {
    return slice instanceof Slice.Found ? Sql.TRUE : toNote(slice);
  }

  /** A plan can be days old, and nothing is noted of rows that stay. */
  private Sql toNote(Slice slice) {
    return slice instanceof Slice.Listed ? Sql.TRUE : eligibility.actionable(slice);
  }

  private RuleTarget target() {
    return eligibility.target();
  }

  private MappedSchema schema() {
    return eligibility.schema();
  }
}
