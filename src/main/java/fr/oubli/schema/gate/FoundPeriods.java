package fr.oubli.schema.gate;

import fr.oubli.model.datamap.Field;
import fr.oubli.model.policy.ColumnName;
import fr.oubli.model.policy.DataPeriod;
import fr.oubli.model.policy.Filter;
import fr.oubli.model.policy.PeriodByValue;
import fr.oubli.model.policy.PeriodInColumn;
import fr.oubli.model.policy.RowPeriod;
import fr.oubli.model.policy.Rule;
import fr.oubli.schema.sql.MappedSchema;
import fr.oubli.schema.sql.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Asks which periods the rows of a column have, and which rows have none. */
record FoundPeriods(DataSource dataSource, MappedSchema schema) {

  /** Each different value would be a rule. */
  static final int MOST_VALUES = 100;

  private static final int EXAMPLES = 5;
  private static final String ROW = "t";

  /** What stands for a kind of rows, and not for a person. */
  private static final Pattern CODE = Pattern.compile("-?[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]{0,19}");

  /**
   * The periods of a rule.
   *
   * @param refused why nothing can run, a line each
   */
  record Found(List<RowPeriod> rows, List<String> refused) {

    Found {
      rows = List.copyOf(rows);
      refused = List.copyOf(refused);
    }
  }

  /**
   * A value of the column; null where it is missing.
   *
   * @param rows that have it
   */
  record Counted(@Nullable String value, long rows) {}

  Found of(Rule rule, DataPeriod period) {
    return period.map(
        new DataPeriod.Cases<Found>() {
          @Override
          public Found byValue(PeriodByValue period) {
            return listed(rule, period);
          }

          @Override
          public Found inColumn(PeriodInColumn period) {
            List<Counted> all = counted(rule, period, Filter.NONE);
            return new StoredPeriods(rule, period, FoundPeriods.this).of(all);
          }
        });
  }

  private Found listed(Rule rule, PeriodByValue period) {
    List<Counted> others =
        period.otherwise().refuses() ? counted(rule, period, period.others()) : List.of();
    return new Found(
        period.rows(rule.keep().bound()),
        others.isEmpty()
            ? List.of()
            : List.of(
                told(rule, period, others)
                    + "; write their periods beside the others, or else: strictest, or else: with"
                    + " a period"));
  }

  /** The values of the rows that a rule may bear on, the most frequent first; some too many. */
  private List<Counted> counted(Rule rule, DataPeriod period, Filter which) {
    String collection = period.column().collection();
    Sql value = Sql.format("{}::text", schema.column(ROW, period.column()));
    Sql counted =
        Sql.format(
            "select {} as value, count(*) as counted from {}{}"
                + " group by 1 order by 2 desc, 1 limit {}",
            value,
            schema.from(collection, ROW),
            Sql.where(
                List.of(
                    schema.matches(ROW, collection, rule.reach().only()),
                    schema.matches(ROW, collection, which))),
            Sql.of("?", MOST_VALUES + 1));
    return new JdbcTemplate(dataSource)
        .query(
            counted.text(),
            (row, number) -> new Counted(row.getString("value"), row.getLong("counted")),
            counted.values().toArray());
  }

  /** How many rows have which value, where the policy says whose rule it is. */
  String told(Rule rule, DataPeriod period, List<Counted> values) {
    ColumnName column = period.column();
    List<String> told = new ArrayList<>();
    values.stream()
        .limit(EXAMPLES)
        .forEach(each -> told.add(shown(column, each.value()) + " (" + each.rows() + ")"));
    if (values.size() > EXAMPLES) {
      told.add("and other values");
    }
    long rows = values.stream().mapToLong(Counted::rows).sum();
    return "%s: '%s' says no period for %s%d %s of %s, where %s is %s"
        .formatted(
            period.place(),
            rule.name(),
            values.size() > MOST_VALUES ? "more than " : "",
            rows,
            rows == 1 ? "row" : "rows",
            column.collection(),
            column.column(),
            String.join(", ", told));
  }

  /** A value that says who somebody is is told to nobody. */
  private String shown(ColumnName column, @Nullable String value) {
    boolean names =
        schema
            .collection(column.collection())
            .field(column.column())
            .filter(FoundPeriods::tells)
            .isPresent();
    return value == null
        ? "missing"
        : names || !CODE.matcher(value).matches() ? "a value that is not shown here" : value;
  }

  private static boolean tells(Field field) {
    return field.primaryKey()
        || field.identity() != null
        || field.claim() != null
        || field.categories().stream()
            .anyMatch(
                category ->
                    category.startsWith("user")
                        && !category.startsWith("user.contact.address.country"));
  }
}
