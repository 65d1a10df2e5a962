package fr.oubli.accounting;

import fr.oubli.platform.output.CsvDialect;
import fr.oubli.platform.output.CsvSheet;
import fr.oubli.platform.output.Typography;
import fr.oubli.schema.sql.Sql;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Control totals per fiscal year and rate, of documents and of their lines. They are asked for by
 * queries of their own and not summed from the report. The file names the difference between a
 * year's documents and their lines.
 */
final class ControlTotals {

  private static final List<String> COLUMNS =
      List.of(
          "clôture de l'exercice",
          "état de l'exercice",
          "taux",
          "documents",
          "à conserver",
          "à éliminer",
          "gelés",
          "montant HT",
          "TVA",
          "montant TTC",
          "écart HT avec les lignes");

  /**
   * The documents of one fiscal year.
   *
   * @param close its last day; null for documents without a day of issue
   */
  record Year(@Nullable LocalDate close, Documents documents, Amounts amounts) {}

  /** How many documents there are, and how many of them each proposal is made for. */
  record Documents(long all, long keep, long mayGo, long frozen) {}

  /** What the documents add up to. */
  record Amounts(BigDecimal exclTax, BigDecimal tax, BigDecimal inclTax) {}

  /** What the lines of a year's documents add up to at one rate; null for lines without a rate. */
  private record RateSum(
      @Nullable BigDecimal rate, long documents, BigDecimal excl, BigDecimal tax) {}

  private final JdbcTemplate jdbc;
  private final DocumentRelation relation;
  private final LocalDate asOf;

  ControlTotals(JdbcTemplate jdbc, DocumentRelation relation, LocalDate asOf) {
    this.jdbc = jdbc;
    this.relation = relation;
    this.asOf = asOf;
  }

  List<Year> years() {
    Sql sql =
        Sql.format(
            "select close, count(*) as documents,"
                + " count(*) filter (where proposal = 'CONSERVER') as keep,"
                + " count(*) filter (where proposal = 'À ÉLIMINER') as may_go,"
                + " count(*) filter (where proposal = 'GELÉ') as frozen,"
                + " coalesce(sum(excl_tax), 0) as excl_tax, coalesce(sum(tax), 0) as tax,"
                + " coalesce(sum(incl_tax), 0) as incl_tax"
                + " from {} d group by close order by close",
            relation.documents());
    return jdbc.query(sql.text(), (row, number) -> year(row), sql.values().toArray());
  }

  private static Year year(ResultSet row) throws SQLException {
    return new Year(
        row.getObject("close", LocalDate.class),
        new Documents(
            row.getLong("documents"),
            row.getLong("keep"),
            row.getLong("may_go"),
            row.getLong("frozen")),
        new Amounts(
            row.getBigDecimal("excl_tax"),
            row.getBigDecimal("tax"),
            row.getBigDecimal("incl_tax")));
  }

  List<BigDecimal> rates() {
    if (!relation.hasLines()) {
      return List.of();
    }
    Sql sql =
        Sql.format(
            "select distinct rate from {} l where rate is not null order by rate desc",
            relation.lines());
    return jdbc.queryForList(sql.text(), BigDecimal.class, sql.values().toArray());
  }

  Path write(Path folder, CsvDialect dialect) {
    Map<@Nullable LocalDate, List<RateSum>> rates = rateSums();
    List<List<? extends @Nullable Object>> rows = new ArrayList<>();
    for (Year year : years()) {
      List<RateSum> sums = rates.getOrDefault(year.close(), List.of());
      BigDecimal lines = sums.stream().map(RateSum::excl).reduce(BigDecimal.ZERO, BigDecimal::add);
      rows.add(
          Arrays.asList(
              year.close(),
              state(year.close()),
              "tous taux",
              year.documents().all(),
              year.documents().keep(),
              year.documents().mayGo(),
              year.documents().frozen(),
              year.amounts().exclTax(),
              year.amounts().tax(),
              year.amounts().inclTax(),
              relation.hasLines() ? year.amounts().exclTax().subtract(lines) : null));
      sums.forEach(sum -> rows.add(row(year.close(), sum)));
    }
    return CsvSheet.write(
        folder.resolve("factures-synthese.csv"),
        dialect,
        Typography.headings(COLUMNS),
        rows.stream().map(Typography::cells));
  }

  private String state(@Nullable LocalDate close) {
    if (close == null) {
      return "date d'émission manquante";
    }
    return asOf.isAfter(close) ? "clos" : "non clos";
  }

  private List<@Nullable Object> row(@Nullable LocalDate close, RateSum sum) {
    return Arrays.asList(
        close,
        state(close),
        sum.rate() == null
            ? "sans taux"
            : sum.rate().stripTrailingZeros().toPlainString().replace('.', ',') + " %",
        sum.documents(),
        null,
        null,
        null,
        sum.excl(),
        sum.tax(),
        sum.excl().add(sum.tax()),
        null);
  }

  private Map<@Nullable LocalDate, List<RateSum>> rateSums() {
    Map<@Nullable LocalDate, List<RateSum>> sums = new HashMap<>();
    if (!relation.hasLines()) {
      return sums;
    }
    Sql sql =
        Sql.format(
            "select d.close, l.rate, count(distinct d.row_key) as documents,"
                + " coalesce(sum(l.excl_tax), 0) as excl_tax, coalesce(sum(l.tax), 0) as tax"
                + " from {} d join {} l on l.row_key = d.row_key"
                + " and l.place = d.place group by 1, 2 order by 1, 2 desc",
            relation.documents(),
            relation.lines());
    jdbc.query(
        sql.text(),
        row -> {
          sums.computeIfAbsent(row.getObject("close", LocalDate.class), close -> new ArrayList<>())
              .add(
                  new RateSum(
                      row.getBigDecimal("rate"),
                      row.getLong("documents"),
                      row.getBigDecimal("excl_tax"),
                      row.getBigDecimal("tax")));
        },
        sql.values().toArray());
    return sums;
  }
}
