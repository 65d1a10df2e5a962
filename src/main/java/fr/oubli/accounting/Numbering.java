package fr.oubli.accounting;

import fr.oubli.model.policy.DocumentNumbers;
import fr.oubli.platform.output.CsvDialect;
import fr.oubli.platform.output.CsvSheet;
import fr.oubli.platform.output.Typography;
import fr.oubli.schema.sql.Sql;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Accounts for every number from the first to the last of each series: it was kept, it was
 * destroyed, or it is a gap. Numbers are a continuous series (CGI ann. II art. 242 nonies A); one
 * that was destroyed stays known and is no gap. A number may have letters before its digits: they
 * are part of the series, unless the policy says how numbers are built.
 */
final class Numbering {

  /** Numbers of a series that follow each other and have the same fate. */
  record Range(String series, Fate fate, String from, String to, long count) {}

  /** What became of a range of numbers. */
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

  /**
   * Numbers are compared as they are written: {@code 0004} is not {@code 4}. Where a series pads
   * its numbers with zeros, those of the same width and the longer ones continue it; numbers
   * without a zero in front belong to the way of writing that most of them show.
   */
  private static final String RANGES =
      """
      with stored as (select series, number, 'KEPT' as fate from {} d
        union all select series, number, 'DESTROYED' from oubli.destroyed_document
          where collection = {}),
      parsed as (select series, number, fate, regexp_replace(number, '[0-9]+$', '') as prefix,
          substring(number from '[0-9]+$') as digits from stored),
      lengths as (select series, prefix, length(digits) as width,
          count(*) filter (where digits like '0_%') as padded,
          count(*) filter (where digits not like '0_%') as plain
        from parsed where digits is not null group by series, prefix, length(digits)),
      ways as (select series, prefix, array_agg(width) as widths from (
          select *, coalesce(sum(plain) over (partition by series, prefix order by width
            rows between unbounded preceding and 1 preceding), 0) as shorter from lengths) l
        where padded > 0 and padded >= shorter group by series, prefix),
      spelled as (select p.series, p.prefix, p.fate, p.digits::numeric as place,
          case when p.digits like '0_%' then length(p.digits)
            when w.widths is null then 0
            else coalesce((select max(x) from unnest(w.widths) x where x <= length(p.digits)), 0)
          end as width
        from parsed p left join ways w using (series, prefix) where p.digits is not null),
      each as (select distinct on (series, prefix, width, place) *
        from spelled order by series, prefix, width, place, fate desc),
      placed as (select *, place - row_number() over (
          partition by series, prefix, width, fate order by place) as island,
          lead(place) over (partition by series, prefix, width order by place) as next from each),
      ranges as (
        select series, prefix, width, fate, min(place) as low, max(place) as high,
          count(*)::numeric as count
          from placed group by series, prefix, width, fate, island
        union all select series, prefix, width, 'GAP', place + 1, next - 1, next - place - 1
          from placed where next > place + 1
        union all select series, prefix, width, 'DUPLICATE', place, place, count(*)
          from spelled group by series, prefix, width, place having count(*) > 1)
      select series, fate,
        prefix || lpad(low::text, greatest(width, length(low::text)), '0') as first,
        prefix || lpad(high::text, greatest(width, length(high::text)), '0') as last, count,
        prefix, width, low
        from ranges
      union all select series, 'UNREADABLE', number, number, count(*), '', null, null
        from parsed where digits is null group by series, number
      order by 1, 6, 7 nulls last, 8, 2""";

  private final JdbcTemplate jdbc;
  private final DocumentRelation relation;

  Numbering(JdbcTemplate jdbc, DocumentRelation relation) {
    this.jdbc = jdbc;
    this.relation = relation;
  }

  List<Range> ranges() {
    DocumentNumbers numbers = relation.decisions().accounting().numbers();
    Sql sql =
        numbers.patterns().isEmpty() ? byPrefix() : new WrittenNumbers(numbers).ranges(relation);
    return jdbc.query(
        sql.text(),
        (row, number) ->
            new Range(
                row.getString("series"),
                Fate.valueOf(row.getString("fate")),
                row.getString("first"),
                row.getString("last"),
                row.getLong("count")),
        sql.values().toArray());
  }

  private Sql byPrefix() {
    return Sql.format(
        RANGES, relation.documents(), Sql.of("?", relation.decisions().accounting().documents()));
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
        folder.resolve("factures-numerotation.csv"),
        dialect,
        COLUMNS,
        rows.stream().map(Typography::cells));
  }
}
