package fr.oubli.setup.ties;

import fr.oubli.schema.catalog.Column;
import fr.oubli.schema.catalog.SqlName;
import fr.oubli.schema.catalog.Table;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Looks up in a bounded sample what the values of a column refer to. Every question may stay
 * without an answer: nothing was to be sampled, the table may not be read, or the time is over.
 */
public final class ValueProbe {

  private static final int PATIENCE_SECONDS = 5;

  /** All lookups together: a draft of a thousand tables ends in a minute. */
  private static final Duration WHOLE_PATIENCE = Duration.ofSeconds(25);

  private static final int MOST_VALUES = 40;

  private final @Nullable JdbcTemplate jdbc;
  private final int rows;
  private final Map<String, Optional<Lookup>> known = new HashMap<>();
  private long spent;

  private ValueProbe(@Nullable JdbcTemplate jdbc, int rows) {
    this.jdbc = jdbc;
    this.rows = rows;
  }

  /**
   * @param rows how many rows of a table are looked at
   */
  public static ValueProbe of(DataSource dataSource, int rows) {
    JdbcTemplate jdbc = new JdbcTemplate(dataSource);
    jdbc.setQueryTimeout(PATIENCE_SECONDS);
    return new ValueProbe(jdbc, rows);
  }

  /** Looks at nothing. */
  public static ValueProbe none() {
    return new ValueProbe(null, 0);
  }

  /** A column that refers, and the column that it may refer to. */
  record Question(Table child, Column column, Table parent, Column key) {}

  /**
   * What was seen of a column's values.
   *
   * @param distinct how many different values
   * @param found how many of those are keys of the other table
   */
  record Lookup(long distinct, long found) {

    boolean all() {
      return found == distinct;
    }

    boolean nearlyAll() {
      return found * 100 >= distinct * 90;
    }
  }

  /** How many of a column's different values are keys of the other table. */
  Optional<Lookup> lookup(Question question) {
    return lookup(question, Map.of());
  }

  /**
   * @param when looks only at rows in which this column has the value; empty for all rows
   */
  Optional<Lookup> lookup(Question question, Map<Column, String> when) {
    String conditions = "";
    for (Column type : when.keySet()) {
      conditions += " and " + SqlName.of(type) + "::text = ?";
    }
    String sql =
        """
        select count(*) as seen, count(p.k) as found
        from (select distinct v from (select %s as v from %s where %s is not null%s limit %d) s) s
        left join (select %s as k from %s) p on p.k%s = s.v%s"""
            .formatted(
                SqlName.of(question.column()),
                SampledRows.of(question.child(), rows),
                SqlName.of(question.column()),
                conditions,
                rows,
                SqlName.of(question.key()),
                SqlName.of(question.parent()),
                cast(question),
                cast(question));
    // A later round asks again what an earlier one asked.
    return known.computeIfAbsent(
        sql + when.values(),
        any ->
            asked(
                template ->
                    template.queryForObject(
                        sql,
                        (row, index) -> new Lookup(row.getLong("seen"), row.getLong("found")),
                        when.values().toArray())));
  }

  /** Texts of one kind are compared as texts: a column of characters with a domain's values. */
  private static String cast(Question question) {
    boolean sameType = question.column().baseType().equals(question.key().baseType());
    boolean mixed = question.column().isText() != question.key().isText();
    return mixed || (!sameType && question.column().isText()) ? "::text" : "";
  }

  /**
   * What part of the people that a column names work for the company.
   *
   * @param staff an SQL condition on the people, under the name p
   * @return in percent of the different people
   */
  Optional<Integer> staffPercent(Question question, String staff) {
    String sql =
        """
        select coalesce(100 * count(*) filter (where %s) / nullif(count(*), 0), 0) as percent
        from (select distinct v from (select %s as v from %s where %s is not null limit %d) s) s
        join %s p on p.%s = s.v"""
            .formatted(
                staff,
                SqlName.of(question.column()),
                SampledRows.of(question.child(), rows),
                SqlName.of(question.column()),
                rows,
                SqlName.of(question.parent()),
                SqlName.of(question.key()));
    return asked(template -> template.queryForObject(sql, Integer.class));
  }

  /** The different values of a column, most frequent first; none where they are many. */
  List<String> values(Table table, Column column) {
    String sql =
        """
        select v from (select %s::text as v from %s where %s is not null limit %d) s
        group by v order by count(*) desc, v limit %d"""
            .formatted(
                SqlName.of(column),
                SampledRows.of(table, rows),
                SqlName.of(column),
                rows,
                MOST_VALUES + 1);
    List<String> found =
        asked(template -> template.queryForList(sql, String.class)).orElse(List.of());
    return found.size() > MOST_VALUES ? List.of() : found;
  }

  /**
   * Whether each row of a sample has a value of its own in the column; empty where none has one.
   */
  Optional<Boolean> oneEach(Table table, Column column) {
    String sql =
        """
        select case when count(*) > 0 then count(*) = count(distinct v) end as alone
        from (select %s as v from %s where %s is not null limit %d) s"""
            .formatted(SqlName.of(column), SampledRows.of(table, rows), SqlName.of(column), rows);
    return asked(template -> template.queryForObject(sql, Boolean.class));
  }

  private <T> Optional<T> asked(Function<JdbcTemplate, @Nullable T> question) {
    if (jdbc == null || spent > WHOLE_PATIENCE.toNanos()) {
      return Optional.empty();
    }
    long start = System.nanoTime();
    try {
      return Optional.ofNullable(question.apply(jdbc));
    } catch (DataAccessException e) {
      // No right to read it, or too slow: the reason may quote a value, so it is not told.
      return Optional.empty();
    } finally {
      spent += System.nanoTime() - start;
    }
  }
}
