package fr.oubli.schema.gate;

import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.policy.ColumnName;
import fr.oubli.model.policy.Filter;
import fr.oubli.model.policy.HoldRule;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.policy.Rule;
import fr.oubli.model.yaml.Place;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.catalog.Column;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/** Every value that a filter lists is one that its column can hold; PostgreSQL is asked. */
record FilterGate(DataSource dataSource, Catalog catalog, DataMap map, Policy policy) {

  List<Problem> problems() {
    List<Problem> problems = new ArrayList<>();
    for (Rule rule : policy.rules()) {
      check(rule.only(), rule.place(), problems);
      check(rule.starts().ignoring(), rule.place(), problems);
    }
    for (HoldRule hold : policy.holds()) {
      check(hold.holds(), hold.place(), problems);
    }
    return problems;
  }

  private void check(Filter filter, Place place, List<Problem> problems) {
    filter
        .values()
        .forEach((column, values) -> values.forEach(v -> check(column, v, place, problems)));
  }

  private void check(ColumnName name, @Nullable String value, Place place, List<Problem> problems) {
    Column column = catalog.table(map.required(name.collection())).column(name.column());
    if (value != null && !isA(column, value)) {
      problems.add(
          Problem.invalid(
              place,
              "'%s' is no value of %s, which is %s".formatted(value, name, column.type()),
              "correct it"));
    }
  }

  private boolean isA(Column column, String value) {
    try {
      new JdbcTemplate(dataSource)
          .queryForObject(
              "select cast(? as %s)::text".formatted(column.type()), String.class, value);
      return true;
    } catch (DataAccessException e) {
      return false;
    }
  }
}
