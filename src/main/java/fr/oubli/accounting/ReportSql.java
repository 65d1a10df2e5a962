package fr.oubli.accounting;

import fr.oubli.model.policy.Accounting;
import fr.oubli.model.policy.LegalBasis;
import fr.oubli.platform.output.CsvDialect;
import fr.oubli.platform.output.Typography;
import fr.oubli.schema.catalog.SqlName;
import fr.oubli.schema.catalog.Table;
import fr.oubli.schema.sql.Sql;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The report as one query, whose columns are the cells of a line as they stand in the file. The
 * first one is the close of the fiscal year, which says into which file the line goes.
 */
final class ReportSql {

  static final String DECISION = "décision";
  static final String DECIDED_BY = "décidé par";
  static final String DECIDED_ON = "décidé le";
  static final String REVIEW_ON = "à revoir le";
  static final String SERIES = "série";
  static final String NUMBER = "numéro";
  static final String ISSUED = "date d'émission";
  static final String INCL_TAX = "montant TTC";

  private final DocumentRelation relation;
  private final Cells cells;
  private final List<BigDecimal> rates;
  private final String entity;

  ReportSql(DocumentRelation relation, CsvDialect dialect, List<BigDecimal> rates, String entity) {
    this.relation = relation;
    this.cells = new Cells(dialect);
    this.rates = List.copyOf(rates);
    this.entity = entity;
  }

  /** Headers and the expressions below them, in the order that never changes. */
  private Map<String, Sql> columns() {
    Map<String, Sql> columns = new LinkedHashMap<>();
    columns.put("clôture de l'exercice", day("close"));
    columns.put("entité", Sql.of(cells.text("?::text"), entity, entity, entity));
    columns.put(SERIES, text("series"));
    columns.put(NUMBER, text("number"));
    columns.put("type", text(cells.kind("type")));
    columns.put(ISSUED, day("issued"));
    columns.put(
        "document lié",
        Sql.format("(select " + cells.text("q.x") + " from (select {} as x) q)", linked()));
    columns.put("compte auxiliaire", text("account"));
    columns.put("montant HT", number("d.excl_tax"));
    columns.put("TVA", number("d.tax"));
    columns.put(INCL_TAX, number("d.incl_tax"));
    for (int i = 0; i < rates.size(); i++) {
      String rate = rates.get(i).stripTrailingZeros().toPlainString().replace('.', ',') + " %";
      columns.put("HT à " + rate, number("r.excl" + i));
      columns.put("TVA à " + rate, number("r.tax" + i));
      columns.put("TTC à " + rate, number("(r.excl" + i + " + r.tax" + i + ")"));
    }
    columns.put("réglé le", day("settled"));
    columns.put("emplacement", Sql.of("d.place"));
    columns.put("SHA-256", Sql.of("sha256"));
    columns.put("fondement", Sql.of("?::text", basis()));
    columns.put("départ du délai", day("clock_from"));
    columns.put("fin du délai fiscal (6 ans)", day("tax_end"));
    columns.put("fin de conservation", day("kept_until"));
    columns.put("éliminable à partir du", day("(kept_until + 1)"));
    columns.put("gelé par", text("held_by"));
    columns.put("gel à revoir le", day("review_on"));
    columns.put("statut du client", Sql.of("customer"));
    columns.put("proposition", Sql.of("proposal"));
    columns.put(
        "PieceRef", text("(case when series = '' then '' else series || '-' end || number)"));
    columns.put("PieceDate", Sql.of("to_char(issued, 'YYYYMMDD')"));
    for (String empty : List.of(DECISION, DECIDED_BY, DECIDED_ON, REVIEW_ON)) {
      columns.put(empty, Sql.of("null"));
    }
    return columns;
  }

  List<String> header() {
    return Typography.headings(List.copyOf(columns().keySet()));
  }

  /**
   * The query for one year or all. Documents are materialised first: the planner overrates what it
   * costs to find out what keeps them, and beside that cost it would take any way of joining their
   * lines for as good as another.
   *
   * @param year the calendar year in which the fiscal year closes; null for all
   */
  Sql lines(@Nullable Integer year) {
    return Sql.format(
        "with d as materialized (select * from {} d {}) select {} from d {}"
            + " order by d.close, d.series,"
            + " nullif(regexp_replace(d.number, '\\D', '', 'g'), '')::numeric, d.number",
        relation.documents(),
        year == null ? Sql.of("") : Sql.of("where extract(year from d.close) = ?", year),
        Sql.list(new ArrayList<>(columns().values())),
        !rates.isEmpty()
            ? Sql.format(
                "left join {} r on r.row_key = d.row_key and r.place = d.place",
                relation.perRate(rates))
            : Sql.of(""));
  }

  /** The number of the document that this one corrects, wherever that one is. */
  private Sql linked() {
    Accounting accounting = relation.decisions().accounting();
    Table table = relation.decisions().table();
    boolean simple = table.primaryKey().size() == 1;
    String key = SqlName.of(table.column(table.primaryKey().get(0)));
    String match =
        simple
            ? "c." + key + " = d.corrects::" + table.column(table.primaryKey().get(0)).type()
            : "c::text = d.corrects";
    return Sql.of(
        "case when d.corrects is not null then coalesce((select c."
            + SqlName.of(table.column(accounting.number()))
            + "::text from "
            + SqlName.rowsOf(table)
            + " c where "
            + match
            + "), (select a.content ->> ? from oubli.archive a where a.collection = ?"
            + " and a.row_key = d.corrects)) end",
        accounting.number(),
        accounting.documents());
  }

  private String basis() {
    return LegalBasis.french(relation.decisions().rule().basis());
  }

  private Sql text(String column) {
    return Sql.of(cells.text(column));
  }

  private Sql number(String column) {
    return Sql.of(cells.number(column));
  }

  private Sql day(String column) {
    return Sql.of(cells.day(column));
  }
}
