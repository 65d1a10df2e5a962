package fr.oubli.accounting;

import fr.oubli.decision.Sql;
import fr.oubli.output.CsvDialect;
import fr.oubli.output.CsvSheet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Accounts for every number from the first to the last of each series, once: kept, destroyed, or a
 * gap. Numbers are a continuous series (CGI ann. II art. 242 nonies A); one that was destroyed
 * stays known and is no gap. A number may have letters before its digits: they are part of the
 * series.
 */
final class Numbering {

  /** Numbers of a series that follow each other and have the same fate. */
  record Range(String series, Fate fate, String from, String to, long count) {}

  /** What became of numbers. */
  enum Fate {
    KEPT("CONSERVÉ"),
    DESTROYED("DÉTRUIT"),
    GAP("TROU"),
    DUPLICATE("DOUBLON"),
    UNREADABLE("NUMÉRO ILLISIBLE");

    private final String french;

    Fate(String french) {
      this.french = french;
    }

    String french() {
      return french;
    }
  }

  private static final List<String> COLUMNS = List.of("série", "nature", "du", "au", "nombre");

  private static final String RANGES =
      """
      with stored as (select series, number, 'KEPT' as fate from {} d
        union all select series, number, 'DESTROYED' from oubli.destroyed_document
          where collection = {}),
      parsed as (select series, number, fate, regexp_replace(number, '[0-9]+$', '') as prefix,
          substring(number from '[0-9]+$')::numeric as digits from stored),
      each as (select distinct on (series, prefix, digits) series, prefix, digits, fate
        from parsed where digits is not null
        order by series, prefix, digits, fate desc),
      placed as (select *, digits - row_number() over (
          partition by series, prefix, fate order by digits) as island,
          lead(digits) over (partition by series, prefix order by digits) as next from each)
      select series, fate, prefix || min(digits), prefix || max(digits), count(*), min(digits) as place,
        prefix
        from placed group by series, prefix, fate, island
      union all select series, 'GAP', prefix || (digits + 1), prefix || (next - 1), next - digits - 1,
        digits + 1, prefix from placed where next > digits + 1
      union all select series, 'DUPLICATE', prefix || digits, prefix || digits, count(*), digits, prefix
        from parsed where digits is not null
        group by series, prefix, digits having count(*) > 1
      union all select series, 'UNREADABLE', number, number, count(*), null, ''
        from parsed where digits is null group by series, number
      order by 1, 7, 6 nulls last, 2""";

  private final JdbcTemplate jdbc;
  private final Ledger ledger;

  Numbering(JdbcTemplate jdbc, Ledger ledger) {
    this.jdbc = jdbc;
    this.ledger = ledger;
  }

  List<Range> ranges() {
    Sql sql =
        Sql.format(
            RANGES, ledger.documents(), Sql.of("?", ledger.decisions().accounting().documents()));
    return jdbc.query(
        sql.text(),
        (row, number) ->
            new Range(
                row.getString(1),
                Fate.valueOf(row.getString(2)),
                row.getString(3),
                row.getString(4),
                row.getLong(5)),
        sql.values().toArray());
  }

  Path write(Path folder, CsvDialect dialect, List<Range> ranges) {
    List<List<? extends @Nullable Object>> rows = new ArrayList<>();
    ranges.forEach(
        range ->
            rows.add(
                Arrays.asList(
                    range.series(),
                    range.fate().french(),
                    range.from(),
                    range.to(),
                    range.count())));
    return CsvSheet.write(
        folder.resolve("factures-numerotation.csv"), dialect, COLUMNS, rows.stream());
  }
}
