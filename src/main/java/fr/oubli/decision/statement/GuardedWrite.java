package fr.oubli.decision.statement;

import fr.oubli.decision.clock.DepartedEvents;
import fr.oubli.decision.clock.PersonClockSql;
import fr.oubli.decision.clock.RuleTarget;
import fr.oubli.decision.keep.RetentionGround;
import fr.oubli.decision.keep.StillReferenced;
import fr.oubli.model.policy.Action;
import fr.oubli.schema.catalog.Table;
import fr.oubli.schema.sql.Keys;
import fr.oubli.schema.sql.LookupStyle;
import fr.oubli.schema.sql.MappedSchema;
import fr.oubli.schema.sql.Slice;
import fr.oubli.schema.sql.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The statements that act. Each one tests the rule, the holds and the references itself, and writes
 * its ledger entry: the change and its evidence are one statement, so they commit together or not
 * at all. Rows that stopped being due since they were planned are left alone.
 */
public final class GuardedWrite {

  private static final String ROW = "t";

  private final Eligibility eligibility;
  private final RuleTarget target;
  private final MappedSchema schema;
  private final long run;

  public GuardedWrite(Eligibility eligibility, long run) {
    this.eligibility = eligibility;
    this.target = eligibility.target();
    this.schema = eligibility.schema();
    this.run = run;
  }

  /**
   * Locks the persons of the rows that are due, in key order, against new events: an insert that
   * refers to a locked person waits, and one that came first is waited for and then seen. In the
   * same breath, since deciding is what costs, the persons' other accounts are told their day.
   */
  public Optional<Sql> lockPersons(Slice slice) {
    List<Sql> parts = new ArrayList<>();
    persons().ifPresent(parts::add);
    parts.addAll(new DuplicateAccounts(eligibility).notes(run));
    if (parts.isEmpty()) {
      return Optional.empty();
    }
    Sql due =
        Sql.format(
            "due as materialized (select t.* from " + rows(slice) + " t where {} and {})",
            slice.rows(ROW),
            eligibility.actionable(ROW, LookupStyle.PROBES));
    parts.add(0, due);
    return Optional.of(
        Sql.format(
            "with {} select " + (persons().isPresent() ? "count(*) from locked" : "0"),
            Sql.list(parts)));
  }

  /**
   * Locks the rows that would take others along or change them, so that no row begins to refer to
   * one unseen: the statement that acts then sees every reference that there is.
   */
  public Optional<Sql> lockRows(Slice slice) {
    boolean alone =
        target.action() instanceof Action.Anonymise
            || schema.catalog().referencing(target.table()).stream()
                .noneMatch(key -> key.onDelete().changesChild());
    return alone
        ? Optional.empty()
        : Optional.of(
            Sql.format(
                "select count(*) from (select 1 from "
                    + rows(slice)
                    + " t where {} and {} order by t.ctid for update) locked",
                slice.rows(ROW),
                eligibility.actionable(ROW, LookupStyle.PROBES)));
  }

  /** A table that others inherit from is read and changed without their rows. */
  private String rows(Slice slice) {
    return (target.table().traits().heirs().isEmpty() ? "" : "only ") + slice.relation();
  }

  private Optional<Sql> persons() {
    if (!(eligibility.anchor() instanceof PersonClockSql)) {
      return Optional.empty();
    }
    String people = schema.subjectRule().collection();
    Sql person = schema.key("person", schema.table(people));
    return schema
        .subjectKey(ROW, target.collection().name())
        .map(
            key ->
                Sql.format(
                    "locked as (select 1 from {} where {}"
                        + Keys.among(schema.table(people))
                        + " order by {} for update)",
                    schema.from(people, "person"),
                    person,
                    Sql.format("select {} from due t", key),
                    person));
  }

  /**
   * Notes the days of events that only an identity ties to an account: they are about to go or to
   * lose that identity, and nothing would say afterwards that the account's clock had started.
   */
  public List<Sql> rememberGuestEvents(Slice slice) {
    Sql rows =
        Sql.format("{} and {}", slice.rows(ROW), eligibility.actionable(ROW, LookupStyle.PROBES));
    return DepartedEvents.of(schema, eligibility.days(), target).stream()
        .flatMap(clock -> clock.rememberedOfGuests(rows(slice), ROW, rows, run).stream())
        .toList();
  }

  /** Acts on the rows that nothing keeps, and answers how many they were. */
  public Sql act(Slice slice) {
    Action action = target.action();
    if (action instanceof Action.Anonymise) {
      Sql rows = eligibility.unkept(ROW, LookupStyle.PROBES);
      return anonymise(
          slice,
          List.of(),
          eligibility.partial().isEmpty()
              ? rows
              : Sql.format("{} and not {}", rows, eligibility.keptInPart(ROW, LookupStyle.PROBES)));
    }
    return ArchiveCopy.of(eligibility)
        .map(copy -> archive(slice, copy))
        .orElseGet(() -> delete(slice));
  }

  /** Acts on the rows of which a keeper needs some columns, leaving those as they are. */
  public Sql actBesideGrounds(Slice slice) {
    return anonymise(
        slice,
        eligibility.partial(),
        Sql.format(
            "{} and {}",
            eligibility.keptInPart(ROW, LookupStyle.PROBES),
            eligibility.actionable(ROW, LookupStyle.PROBES)));
  }

  private Sql anonymise(Slice slice, List<RetentionGround> beside, Sql rows) {
    return Sql.format(
        "with gone as (update " + rows(slice) + " t set {} where {} and {} returning {} as k{}) {}",
        eligibility.pending().assignments(beside, ROW, LookupStyle.PROBES),
        slice.rows(ROW),
        rows,
        key(),
        undone(beside),
        mayBeUndone() ? Sql.format("{} where not undone", entry()) : entry());
  }

  /** A trigger can put back what a mask took away: such a row is not done, and no entry says so. */
  private Sql undone(List<RetentionGround> beside) {
    return mayBeUndone()
        ? Sql.format(
            ", {} as undone", eligibility.pending().leftBeside(beside, ROW, LookupStyle.PROBES))
        : Sql.of("");
  }

  private boolean mayBeUndone() {
    return !target.table().traits().deciding(false).isEmpty();
  }

  private Sql delete(Slice slice) {
    List<Sql> returned = new ArrayList<>(List.of(Sql.format("{} as k", key())));
    List<Sql> also = new ArrayList<>();
    String file = schema.policy().files().get(target.collection().name());
    if (file != null) {
      returned.add(Sql.format("{} as path", schema.column(ROW, target.collection().name(), file)));
      also.add(fileIntents());
    }
    DestroyedNumbers.of(schema, target.collection().name())
        .ifPresent(
            numbers -> {
              returned.addAll(numbers.returned(ROW));
              also.add(numbers.remembered(run));
            });
    departedEvents(returned, also);
    return going(slice, returned, also);
  }

  private Sql archive(Slice slice, ArchiveCopy copy) {
    List<Sql> returned = new ArrayList<>(List.of(Sql.format("{} as k", key())));
    returned.addAll(copy.returned());
    List<Sql> also = new ArrayList<>(List.of(copy.stored(run)));
    departedEvents(returned, also);
    return going(slice, returned, also);
  }

  private Sql going(Slice slice, List<Sql> returned, List<Sql> also) {
    List<NulledReferences> detached = NulledReferences.by(schema, target);
    for (int i = 0; i < detached.size(); i++) {
      returned.addAll(detached.get(i).returned(ROW, i));
    }
    Sql gone =
        Sql.format(
            "gone as (delete from " + rows(slice) + " t where {} returning {})",
            deletable(slice),
            Sql.list(returned));
    List<Sql> parts = new ArrayList<>(List.of(gone));
    parts.addAll(also);
    return Sql.format("with {} {}", Sql.list(parts), entries(detached));
  }

  /** One entry for the rows that went, one for each kind of row that lost its reference to them. */
  private Sql entries(List<NulledReferences> detached) {
    if (detached.isEmpty()) {
      return entry();
    }
    StringBuilder all = new StringBuilder("select sum(rows) filter (where own) from (");
    List<Sql> parts = new ArrayList<>(List.of(entry()));
    all.append("select true as own, ({}) as rows");
    for (int i = 0; i < detached.size(); i++) {
      all.append(" union all {}");
      parts.add(
          detached
              .get(i)
              .entry(
                  i,
                  run,
                  Sql.of("?, ?", target.rule().name(), schema.policy().sha256()),
                  Sql.of("?", eligibility.cutoff())));
    }
    return Sql.format(all.append(") entries").toString(), parts.toArray(Sql[]::new));
  }

  /** The rows of a slice that may leave the table. */
  Sql deletable(Slice slice) {
    List<Sql> guards = new ArrayList<>();
    guards.add(slice.rows(ROW));
    guards.add(eligibility.actionable(ROW, LookupStyle.PROBES));
    new StillReferenced(schema, target.table()).guards(ROW).forEach(guards::add);
    ArchiveCopy.of(eligibility).map(ArchiveCopy::dated).ifPresent(guards::add);
    return Sql.all(guards);
  }

  private Sql fileIntents() {
    return Sql.format(
        "files as (insert into oubli.file_removal (run, collection, row_key, path)"
            + " select {}, {}, k::text, path from gone where path is not null)",
        Sql.of("?", run),
        Sql.of("?", target.collection().name()));
  }

  /** Rows that go must leave word of what they were to a person's clock. */
  private void departedEvents(List<Sql> returned, List<Sql> also) {
    Optional<Sql> person = schema.subjectKey(ROW, target.collection().name());
    if (person.isEmpty()) {
      return;
    }
    List<DepartedEvents> clocks = DepartedEvents.of(schema, eligibility.days(), target);
    if (!clocks.isEmpty()) {
      returned.add(Sql.format("{} as person", person.get()));
    }
    for (int i = 0; i < clocks.size(); i++) {
      returned.add(Sql.format("{} as event" + i, clocks.get(i).day(ROW)));
      returned.add(Sql.format("{} as excepted" + i, clocks.get(i).exceptedOn(ROW)));
      also.add(clocks.get(i).remembered("departed" + i, "event" + i, "excepted" + i, run));
    }
  }

  Sql key() {
    Table table = target.table();
    return Sql.of(table.primaryKey().size() == 1 ? Keys.value(ROW, table) : Keys.text(ROW, table));
  }

  private Sql entry() {
    return Sql.format("{} from gone", entry("array_agg(k)::text, count(*)"));
  }

  /**
   * @param rows SQL of the keys as one text, and of their number
   */
  Sql entry(String rows) {
    return Sql.format(
        "select oubli.append_entry({}, {}, {}, {}, {}, {}, " + rows + ")",
        Sql.of("?", run),
        Sql.of("?", target.rule().name()),
        Sql.of("?", schema.policy().sha256()),
        Sql.of("?", target.collection().name()),
        Sql.of("?", target.action().word()),
        Sql.of("?", eligibility.cutoff()));
  }
}
