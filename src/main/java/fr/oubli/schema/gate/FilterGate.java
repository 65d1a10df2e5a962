package fr.oubli.schema.gate;

import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.policy.ColumnFilter;
import fr.oubli.model.policy.ColumnName;
import fr.oubli.model.policy.Filter;
import fr.oubli.model.policy.HoldRule;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.policy.Rule;
import fr.oubli.model.policy.ValueTest;
import fr.oubli.model.yaml.Place;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.catalog.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What a condition compares a column with is what that column can hold, written as PostgreSQL
 * writes it: a value that no row can have would leave out every row, or none.
 */
record FilterGate(DataSource dataSource, Catalog catalog, DataMap map, Policy policy) {

  List<Problem> problems() {
    List<Problem> problems = new ArrayList<>();
    for (Rule rule : policy.rules()) {
      check(rule.reach().only(), rule.place(), problems);
      rule.keep().inData().ifPresent(data -> check(data.condition(), data.place(), problems));
      check(rule.starts().ignoring(), rule.place(), problems);
    }
    for (HoldRule hold : policy.holds()) {
      check(hold.holds(), hold.place(), problems);
    }
    Optional.ofNullable(policy.accounting())
        .ifPresent(accounting -> check(accounting.only(), accounting.place(), problems));
    return problems;
  }

  private void check(Filter filter, Place place, List<Problem> problems) {
    filter.conditions().stream()
        .flatMap(each -> problems(each, place))
        .distinct()
        .forEach(problems::add);
  }

  private Stream<Problem> problems(ColumnFilter condition, Place place) {
    ColumnName name = condition.column();
    Column column = catalog.table(map.required(name.collection())).column(name.column());
    return condition
        .test()
        .map(
            new ValueTest.Cases<Stream<Problem>>() {
              @Override
              public Stream<Problem> listed(ValueTest.Listed test) {
                return test.values().stream()
                    .filter(Objects::nonNull)
                    .flatMap(value -> notA(name, column, value, place).stream());
              }

              @Override
              public Stream<Problem> day(ValueTest.OnDay test) {
                return column.isDate()
                    ? Stream.of()
                    : Stream.of(unequal(name, column, "a day", "before and after", place));
              }

              @Override
              public Stream<Problem> amount(ValueTest.Amount test) {
                return column.isNumber()
                    ? Stream.of()
                    : Stream.of(unequal(name, column, "a number", "above and below", place));
              }
            });
  }

  private static Problem unequal(
      ColumnName name, Column column, String kind, String words, Place place) {
    return Problem.invalid(
        place,
        "%s is compared with %s, and is %s".formatted(name, kind, column.type()),
        "use %s on a column of such values, or list values: %s: [value]".formatted(words, name));
  }

  private Optional<Problem> notA(ColumnName name, Column column, String value, Place place) {
    try {
      String written =
          new JdbcTemplate(dataSource)
              .queryForObject(
                  "select cast(? as %s)::text".formatted(column.type()), String.class, value);
      return value.equals(written)
          ? Optional.empty()
          : Optional.of(
              Problem.invalid(
                  place,
                  "'%s' is never the value of %s, which is %s"
                      .formatted(value, name, column.type()),
                  "write '%s'".formatted(written)));
    } catch (DataAccessException e) {
      return Optional.of(
          Problem.invalid(
              place,
              "'%s' is no value of %s, which is %s".formatted(value, name, column.type()),
              "correct it"));
    }
  }
}
