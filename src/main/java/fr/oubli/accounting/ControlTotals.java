package fr.oubli.accounting;

import fr.oubli.platform.output.CsvDialect;
import fr.oubli.platform.output.CsvSheet;
import fr.oubli.schema.sql.Sql;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Control totals per fiscal year and rate: of documents, and of their lines, asked apart from the
 * report's lines. What the two sums differ by is told, never hidden.
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

  /** The documents of one fiscal year. */
  record Year(
      @Nullable LocalDate close,
      long documents,
      long keep,
      long mayGo,
      long frozen,
      BigDecimal exclTax,
      BigDecimal tax,
      BigDecimal inclTax) {}

  private record RateSum(
      @Nullable BigDecimal rate, long documents, BigDecimal excl, BigDecimal tax) {}

  private final JdbcTemplate jdbc;
  private final DocumentRelation ledger;
  private final LocalDate asOf;

  ControlTotals(JdbcTemplate jdbc, DocumentRelation ledger, LocalDate asOf) {
    this.jdbc = jdbc;
    this.ledger = ledger;
    this.asOf = asOf;
  }

  List<Year> years() {
    Sql sql =
        Sql.format(
            "select close, count(*), count(*) filter (where proposal = 'CONSERVER'),"
                + " count(*) filter (where proposal = 'À ÉLIMINER'),"
                + " count(*) filter (where proposal = 'GELÉ'), coalesce(sum(excl_tax), 0),"
                + " coalesce(sum(tax), 0), coalesce(sum(incl_tax), 0)"
                + " from {} d group by close order by close",
            ledger.documents());
    return jdbc.query(
        sql.text(),
        (row, number) ->
            new Year(
                row.getObject(1, LocalDate.class),
                row.getLong(2),
                row.getLong(3),
                row.getLong(4),
                row.getLong(5),
                row.getBigDecimal(6),
                row.getBigDecimal(7),
                row.getBigDecimal(8)),
        sql.values().toArray());
  }

  List<BigDecimal> rates() {
    if (!ledger.hasLines()) {
      return List.of();
    }
    Sql sql =
        Sql.format(
            "select distinct rate from {} l where rate is not null order by rate desc",
            ledger.lines());
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
              year.documents(),
              year.keep(),
              year.mayGo(),
              year.frozen(),
              year.exclTax(),
              year.tax(),
              year.inclTax(),
              ledger.hasLines() ? year.exclTax().subtract(lines) : null));
      sums.forEach(sum -> rows.add(row(year.close(), sum)));
    }
    return CsvSheet.write(folder.resolve("factures-synthese.csv"), dialect, COLUMNS, rows.stream());
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
    if (!ledger.hasLines()) {
      return sums;
    }
    Sql sql =
        Sql.format(
            "select d.close, l.rate, count(distinct d.row_key), coalesce(sum(l.excl_tax), 0),"
                + " coalesce(sum(l.tax), 0) from {} d join {} l on l.row_key = d.row_key"
                + " and l.place = d.place group by 1, 2 order by 1, 2 desc",
            ledger.documents(),
            ledger.lines());
    jdbc.query(
        sql.text(),
        row -> {
          sums.computeIfAbsent(row.getObject(1, LocalDate.class), close -> new ArrayList<>())
              .add(
                  new RateSum(
                      row.getBigDecimal(2),
                      row.getLong(3),
                      row.getBigDecimal(4),
                      row.getBigDecimal(5)));
        },
        sql.values().toArray());
    return sums;
  }
}
