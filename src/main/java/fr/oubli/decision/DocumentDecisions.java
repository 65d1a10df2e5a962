package fr.oubli.decision;

import fr.oubli.decision.clock.ClockSql;
import fr.oubli.decision.clock.ClockSqls;
import fr.oubli.decision.clock.Days;
import fr.oubli.decision.clock.FiscalYearSql;
import fr.oubli.decision.keep.Approval;
import fr.oubli.decision.keep.CountedDocuments;
import fr.oubli.decision.keep.PendingMasks;
import fr.oubli.decision.keep.RetentionGround;
import fr.oubli.decision.statement.Eligibility;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.datamap.References.Step;
import fr.oubli.model.policy.Accounting;
import fr.oubli.model.policy.Action;
import fr.oubli.model.policy.ColumnName;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.policy.Rule;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.catalog.Table;
import fr.oubli.schema.sql.DateReading;
import fr.oubli.schema.sql.Keys;
import fr.oubli.schema.sql.LookupStyle;
import fr.oubli.schema.sql.MappedSchema;
import fr.oubli.schema.sql.Sql;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What accountants are told of documents: by the clocks and the retention grounds of the purge
 * itself, as expressions on a document behind the alias {@code t}, in the active base or in the
 * intermediate archive.
 */
public final class DocumentDecisions {

  private static final String ROW = "t";

  private final Policy policy;
  private final Accounting accounting;
  private final MappedSchema schema;
  private final Days days;
  private final ClockSqls clocks;
  private final Eligibilities eligibilities;

  /**
   * @throws Refusal when the policy says nothing of accounting documents, or no rule ends them
   */
  public DocumentDecisions(Policy policy, DataMap map, Catalog catalog, LocalDate asOf) {
    this.policy = policy;
    Accounting known = policy.accounting();
    if (known == null || policy.fiscalYears() == null) {
      throw new Refusal(
          ExitCode.INVALID,
          "the policy does not say which documents are the accountants'; write its sections"
              + " fiscal-years and accounting");
    }
    this.accounting = known;
    this.schema = new MappedSchema(policy, map, catalog);
    this.days = new Days(asOf, policy.zone());
    this.clocks = new ClockSqls(schema, days);
    this.eligibilities = new Eligibilities(policy, map, catalog, asOf);
  }

  /** The section of the policy that says which documents are the accountants'. */
  public Accounting accounting() {
    return accounting;
  }

  /** The table of the documents. */
  public Table table() {
    return schema.table(accounting.documents());
  }

  /**
   * The rule that ends documents by the fiscal year.
   *
   * @throws Refusal where there is none
   */
  public Rule rule() {
    return policy.rules().stream()
        .filter(rule -> rule.starts().byFiscalYear())
        .filter(rule -> rule.action(accounting.documents()).filter(Action::destroys).isPresent())
        .findFirst()
        .orElseThrow(
            () ->
                new Refusal(
                    ExitCode.INVALID,
                    "no rule deletes "
                        + accounting.documents()
                        + " by the end of the fiscal year; write one"));
  }

  /** The close of the fiscal year of a day. */
  public Sql close(Sql day) {
    return new FiscalYearSql(policy).closeOf(day);
  }

  /** The day of issue, in the policy's zone. */
  public Sql issued() {
    return day(accounting.issued());
  }

  /** A day of a document, in the policy's zone. */
  public Sql day(String name) {
    return reading(name)
        .map(reading -> days.dayOf(schema.date(ROW, new ColumnName(documents(), name)), reading))
        .orElseGet(() -> Sql.format("({})::date", column(name)));
  }

  /** A day of a document in the archive, in the policy's zone. */
  public Sql archivedDay(String name) {
    return reading(name)
        .map(reading -> days.dayOf(schema.archivedDate("t.content", documents(), reading), reading))
        .orElseGet(() -> Sql.of("(t.content ->> ?)::date", name));
  }

  /** What archiving keeps of a document, as one jsonb object. */
  public Sql kept() {
    return new DocumentContent(schema, accounting.documents()).active();
  }

  /** What archiving kept of a document in the archive, as the same object. */
  public Sql keptInArchive() {
    return new DocumentContent(schema, accounting.documents()).archived();
  }

  /** A column of a document. */
  public Sql column(String name) {
    return schema.column(ROW, accounting.documents(), name);
  }

  private Optional<DateReading> reading(String name) {
    return schema.readings(documents()).of(name);
  }

  private String documents() {
    return accounting.documents();
  }

  /** The key of a document, as text. */
  public Sql key() {
    return Sql.of(Keys.text(ROW, table()));
  }

  /**
   * The date that starts the clock. A document without relatives is spared the search for its
   * family.
   */
  public Sql start() {
    ClockSql clock = clocks.of(rule(), accounting.documents());
    if (clock.link().isEmpty()) {
      return clock.day(ROW);
    }
    String link = clock.link().get().column();
    return Sql.format(
        "case when {} is null and not exists (select 1 from {} where {} = {}) then {} else {} end",
        column(link),
        schema.from(accounting.documents(), "c"),
        schema.column("c", accounting.documents(), link),
        schema.key(ROW, table()),
        issued(),
        clock.day(ROW));
  }

  /** A condition: a row of the active base is a document, and no draft. */
  public Sql isDocument(String alias) {
    return new CountedDocuments(schema, accounting).is(alias);
  }

  /** A condition: a row of the archive is a document, and no draft. */
  public Sql isDocumentInArchive(String alias) {
    return new CountedDocuments(schema, accounting).isInArchive(alias);
  }

  /** The names of the grounds that keep a document of the active base; null where none does. */
  public Sql heldBy() {
    Eligibility eligibility = eligibilities.of(rule(), accounting.documents());
    List<Sql> names = new ArrayList<>();
    for (RetentionGround ground : eligibility.grounds()) {
      if (!ground.name().equals(Approval.NAME)) {
        names.add(
            Sql.format(
                "case when {} then {} end",
                ground.bearsOn(ROW, LookupStyle.PROBES),
                Sql.of("?", ground.name())));
      }
    }
    return Sql.format("nullif(concat_ws(', ', {}), '')", Sql.list(names));
  }

  /** Whether a hold keeps a document of the archive: its name, or null. */
  public Sql heldInArchive() {
    return Sql.format(
        "case when exists (select 1 from oubli.hold h where h.released_at is null"
            + " and h.collection = {} and (h.scope = 'collection' or h.row_key = t.row_key))"
            + " or exists (select 1 from oubli.hold h where h.released_at is null"
            + " and (h.scope in ('subject', 'owner') and h.row_key = t.subject_key"
            + " or h.scope = 'subject' and h.row_key = any (t.party_keys))) then 'hold' end",
        Sql.of("?", accounting.documents()));
  }

  /**
   * The first day on which somebody is to look at a registered hold again.
   *
   * @param key of the document, as text
   */
  public Sql reviewOn(Sql key) {
    return Sql.format(
        "(select min(h.review_on) from oubli.hold h where h.released_at is null"
            + " and h.collection = {} and (h.scope = 'collection' or h.row_key = {}))",
        Sql.of("?", accounting.documents()),
        key);
  }

  /** The key of the account that a document belongs to; empty where references lead to none. */
  public Optional<Sql> owner() {
    return schema.hasSubjects() ? schema.subjectKey(ROW, accounting.documents()) : Optional.empty();
  }

  /**
   * Whether an account still says who the person is.
   *
   * @param owner its key
   */
  public Sql accountIsActive(Sql owner) {
    String people = schema.subjectRule().collection();
    return Sql.format(
        "exists (select 1 from {} where {} = {} and {})",
        schema.from(people, "p"),
        schema.key("p", schema.table(people)),
        owner,
        identityLeft(people));
  }

  /**
   * The first rule that masks accounts whole tells it, and else the stages that mask an identity.
   */
  private Sql identityLeft(String people) {
    List<PendingMasks> pending =
        policy.rules().stream()
            .filter(rule -> rule.action(people).filter(Action::masks).isPresent())
            .map(rule -> eligibilities.of(rule, people).pending())
            .toList();
    List<PendingMasks> telling =
        pending.stream().filter(each -> !each.target().action().isStage()).limit(1).toList();
    if (telling.isEmpty()) {
      telling = pending.stream().filter(PendingMasks::masksIdentity).toList();
    }
    return telling.isEmpty()
        ? Sql.TRUE
        : Sql.any(telling.stream().map(each -> each.identityLeft("p")).toList());
  }

  /** The field of a line that refers to its document. */
  public String lineReference() {
    Accounting.Lines lines = Objects.requireNonNull(accounting.lines());
    List<Step> path = schema.pathUp(lines.collection(), accounting.documents()).orElseThrow();
    return path.get(0).childField();
  }

  /** The table of the documents' lines. */
  public Table lineTable() {
    return schema.table(Objects.requireNonNull(accounting.lines()).collection());
  }
}
