package fr.oubli.schema.gate;

import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.datamap.DateForm;
import fr.oubli.model.datamap.EpochUnit;
import fr.oubli.model.datamap.Field;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.catalog.SqlName;
import fr.oubli.schema.catalog.Table;
import fr.oubli.schema.sql.FieldSql;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Counts from 1970 are of the unit that the map says, as far as some values can tell. Seconds taken
 * for milliseconds would put every date into January 1970, long due.
 */
record EpochGate(DataSource dataSource, Catalog catalog, DataMap map) {

  private static final int ROWS = 1_000;

  List<Problem> problems() {
    List<Problem> problems = new ArrayList<>();
    for (Collection collection : map.collections()) {
      for (Field field : collection.fields()) {
        collection
            .dates()
            .own(field.name())
            .flatMap(form -> problem(collection, field, form))
            .ifPresent(problems::add);
      }
    }
    return problems;
  }

  private Optional<Problem> problem(Collection collection, Field field, DateForm form) {
    EpochUnit unit = form.epoch();
    return unit == null
        ? Optional.empty()
        : other(catalog.table(collection), field, unit)
            .map(
                other ->
                    Problem.invalid(
                        form.place(),
                        "the latest date of %s.%s would not be between 1980 and 2300 in %s, but in %s"
                            .formatted(collection.name(), field.name(), unit.word(), other.word()),
                        "write epoch: " + other.word()));
  }

  /** The unit that the values are probably of, where it is not the one that the map says. */
  private Optional<EpochUnit> other(Table table, Field field, EpochUnit said) {
    BigDecimal latest =
        new JdbcTemplate(dataSource)
            .queryForObject(
                """
                select max(case when value ~ '^[0-9]{1,18}([.][0-9]{1,9}){0,1}$' then value::numeric end)
                from (select btrim(%s) as value from %s t limit %d) some_rows"""
                    .formatted(FieldSql.text("t", table, field), SqlName.rowsOf(table), ROWS),
                BigDecimal.class);
    return latest == null || said.isLikely(latest)
        ? Optional.empty()
        : Arrays.stream(EpochUnit.values()).filter(unit -> unit.isLikely(latest)).findFirst();
  }
}
