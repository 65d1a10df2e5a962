package fr.oubli.accounting;

import fr.oubli.decision.DocumentDecisions;
import fr.oubli.model.policy.Accounting;
import fr.oubli.schema.catalog.SqlName;
import fr.oubli.schema.catalog.Table;
import fr.oubli.schema.sql.Keys;
import fr.oubli.schema.sql.Sql;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Every document that is stored, active or archived, as one relation with the same columns; what
 * the policy's {@code only} leaves out, such as drafts, is no document. The report, its totals and
 * the decisions all read this one.
 */
final class DocumentRelation {

  private static final int TAX_YEARS = 6;

  private final DocumentDecisions decisions;
  private final Accounting accounting;
  private final LocalDate asOf;

  DocumentRelation(DocumentDecisions decisions, LocalDate asOf) {
    this.decisions = decisions;
    this.accounting = decisions.accounting();
    this.asOf = asOf;
  }

  DocumentDecisions decisions() {
    return decisions;
  }

  /**
   * The documents, with what keeps them and what is proposed for them. The digest is the SHA-256 of
   * the columns that archiving keeps, as the text of one jsonb object with its moments in UTC: a
   * document has the same one in the active base and in the archive.
   *
   * <p>Columns: row_key, place, series, number, type, issued, corrects, account, excl_tax, tax,
   * incl_tax, settled, sha256, close, clock_from, tax_end, kept_until, held_by, review_on,
   * customer, proposal.
   */
  Sql documents() {
    return documents(true);
  }

  /**
   * The documents with the same columns; nothing is said of holds and customers, which is quick.
   */
  Sql documentsAlone() {
    return documents(false);
  }

  private Sql documents(boolean whole) {
    return Sql.format(
        "(select d.*, case when held_by is not null then 'GELÉ'"
            + " when kept_until < {} then 'À ÉLIMINER' else 'CONSERVER' end as proposal"
            + " from (select d.*, ({} + {}::interval)::date as kept_until from ({} union all {}) d)"
            + " d)",
        Sql.of("?::date", asOf),
        decisions.close(Sql.of("d.clock_from")),
        Sql.of("?", decisions.rule().keep().period().toString()),
        active(whole),
        archived());
  }

  private Sql customer() {
    return decisions
        .owner()
        .map(
            owner ->
                Sql.format(
                    "case when {} is null then 'sans compte' when {} then 'compte actif'"
                        + " else 'compte anonymisé' end",
                    owner,
                    decisions.accountIsActive(owner)))
        .orElse(Sql.of("'sans compte'"));
  }

  private Sql active(boolean whole) {
    Table table = decisions.table();
    return Sql.format(
        "select {} as row_key, 'base active' as place, {} as series, {}::text as number,"
            + " {} as type, {} as issued, {} as corrects, {} as account, {}::numeric as excl_tax,"
            + " {}::numeric as tax, {}::numeric as incl_tax, {} as settled,"
            + " encode(sha256(convert_to(({})::text, 'UTF8')), 'hex') as sha256, {} as close,"
            + " {} as clock_from, {} as tax_end, {} as held_by, {} as review_on, {} as customer"
            + " from {} t{}",
        decisions.key(),
        text(accounting.series(), "''"),
        decisions.column(accounting.number()),
        text(accounting.type(), "''"),
        decisions.issued(),
        corrects(),
        text(accounting.account(), "null::text"),
        decisions.column(accounting.totals().exclTax()),
        decisions.column(accounting.totals().tax()),
        inclTax(),
        settled(),
        decisions.kept(),
        decisions.close(decisions.issued()),
        decisions.start(),
        taxEnd(decisions.issued()),
        whole ? decisions.heldBy() : Sql.of("null::text"),
        decisions.reviewOn(decisions.key()),
        whole ? customer() : Sql.of("null::text"),
        Sql.of(SqlName.rowsOf(table)),
        Sql.where(List.of(decisions.isDocument("t"))));
  }

  private Sql archived() {
    Sql issued = decisions.archivedDay(accounting.issued());
    return Sql.format(
        "select t.row_key, 'archive intermédiaire', {}, t.content ->> {}, {}, {}, t.linked_key, {},"
            + " (t.content ->> {})::numeric, (t.content ->> {})::numeric, {}, {},"
            + " encode(sha256(convert_to(({})::text, 'UTF8')), 'hex'), {},"
            + " t.anchor, {}, {}, {}, 'sorti de la base active'"
            + " from oubli.archive t where {}",
        Sql.format("coalesce({}, '')", archivedText(accounting.series())),
        Sql.of("?", accounting.number()),
        Sql.format("coalesce({}, '')", archivedText(accounting.type())),
        issued,
        archivedText(accounting.account()),
        Sql.of("?", accounting.totals().exclTax()),
        Sql.of("?", accounting.totals().tax()),
        archivedInclTax(),
        accounting.settled() == null
            ? Sql.of("null::date")
            : decisions.archivedDay(accounting.settled()),
        decisions.keptInArchive(),
        decisions.close(issued),
        taxEnd(issued),
        decisions.heldInArchive(),
        decisions.reviewOn(Sql.of("t.row_key")),
        Sql.all(
            Sql.of("t.collection = ?", accounting.documents()),
            decisions.isDocumentInArchive("t")));
  }

  private static Sql taxEnd(Sql issued) {
    return Sql.format("({} + interval '" + TAX_YEARS + " years')::date", issued);
  }

  private Sql text(@Nullable String column, String otherwise) {
    return column == null
        ? Sql.of(otherwise)
        : Sql.format("coalesce({}::text, '')", decisions.column(column));
  }

  private Sql settled() {
    return accounting.settled() == null
        ? Sql.of("null::date")
        : decisions.day(accounting.settled());
  }

  private Sql corrects() {
    return accounting.corrects() == null
        ? Sql.of("null::text")
        : Sql.format("{}::text", decisions.column(accounting.corrects()));
  }

  private Sql inclTax() {
    String column = accounting.totals().inclTax();
    return column == null
        ? Sql.format(
            "({} + {})",
            decisions.column(accounting.totals().exclTax()),
            decisions.column(accounting.totals().tax()))
        : decisions.column(column);
  }

  private Sql archivedInclTax() {
    String column = accounting.totals().inclTax();
    return column == null
        ? Sql.of(
            "((t.content ->> ?)::numeric + (t.content ->> ?)::numeric)",
            accounting.totals().exclTax(),
            accounting.totals().tax())
        : Sql.of("(t.content ->> ?)::numeric", column);
  }

  private static Sql archivedText(@Nullable String column) {
    return column == null ? Sql.of("null::text") : Sql.of("t.content ->> ?", column);
  }

  /** The lines of the documents. Columns: row_key of the document, place, rate, excl_tax, tax. */
  Sql lines() {
    Accounting.Lines lines = Objects.requireNonNull(accounting.lines());
    Table table = decisions.lineTable();
    return Sql.format(
        "(select {}::text as row_key, 'base active' as place, {}::numeric as rate,"
            + " {}::numeric as excl_tax, {}::numeric as tax from {} l{}"
            + " union all select l.content ->> {}, 'archive intermédiaire',"
            + " (l.content ->> {})::numeric, (l.content ->> {})::numeric,"
            + " (l.content ->> {})::numeric from oubli.archive l where {})",
        line(table, decisions.lineReference()),
        line(table, lines.rate()),
        line(table, lines.exclTax()),
        line(table, lines.tax()),
        Sql.of(SqlName.rowsOf(table)),
        Sql.where(List.of(ofDocument(table))),
        Sql.of("?", decisions.lineReference()),
        Sql.of("?", lines.rate()),
        Sql.of("?", lines.exclTax()),
        Sql.of("?", lines.tax()),
        Sql.all(Sql.of("l.collection = ?", lines.collection()), ofArchivedDocument()));
  }

  /** The line is of a document and not of a draft. */
  private Sql ofDocument(Table lines) {
    Sql document = decisions.isDocument("d");
    return document.equals(Sql.TRUE)
        ? Sql.TRUE
        : Sql.format(
            "exists (select 1 from {} d where {} = {}::text and {})",
            Sql.of(SqlName.rowsOf(decisions.table())),
            Sql.of(Keys.text("d", decisions.table())),
            line(lines, decisions.lineReference()),
            document);
  }

  private Sql ofArchivedDocument() {
    Sql document = decisions.isDocumentInArchive("d");
    return document.equals(Sql.TRUE)
        ? Sql.TRUE
        : Sql.format(
            "exists (select 1 from oubli.archive d where d.collection = {}"
                + " and d.row_key = l.content ->> {} and {})",
            Sql.of("?", accounting.documents()),
            Sql.of("?", decisions.lineReference()),
            document);
  }

  private static Sql line(Table table, String column) {
    return Sql.of("l." + SqlName.of(table.column(column)));
  }

  boolean hasLines() {
    return accounting.lines() != null;
  }

  /** The sums of each document by rate. Columns: row_key, place, excl0, tax0, excl1 and so on. */
  Sql perRate(List<BigDecimal> rates) {
    List<Sql> sums = new ArrayList<>();
    for (int i = 0; i < rates.size(); i++) {
      Sql rate = Sql.of("?", rates.get(i));
      sums.add(Sql.format("sum(excl_tax) filter (where rate = {}) as excl" + i, rate));
      sums.add(Sql.format("sum(tax) filter (where rate = {}) as tax" + i, rate));
    }
    return Sql.format(
        "(select row_key, place, {} from {} l group by row_key, place)", Sql.list(sums), lines());
  }
}
