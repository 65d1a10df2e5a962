package fr.oubli.schema.gate;

import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.datamap.Field;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.catalog.SqlName;
import fr.oubli.schema.catalog.Table;
import fr.oubli.schema.sql.FieldSql;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * An identity inside a JSON column is a single value. One in a list identifies nobody, as a person
 * is looked up by single values.
 */
record JsonGate(DataSource dataSource, Catalog catalog, DataMap map) {

  private static final int ROWS = 1_000;

  List<Problem> problems() {
    List<Problem> problems = new ArrayList<>();
    for (Collection collection : map.collections()) {
      for (Field field : collection.fields()) {
        if (field.inside()
            && field.identity() != null
            && inList(catalog.table(collection), field)) {
          problems.add(
              Problem.invalid(
                  field.place(),
                  "%s.%s is in a list, and identifies nobody there"
                      .formatted(collection.name(), field.name()),
                  "take its identity out of the map, and refer to the person by a column"));
        }
      }
    }
    return problems;
  }

  private boolean inList(Table table, Field field) {
    String column = SqlName.of(table.column(field.column()));
    List<String> lists = new ArrayList<>();
    for (int i = 1; i <= field.path().size(); i++) {
      lists.add(
          "jsonb_typeof(%s::jsonb #> %s::text[]) = 'array'"
              .formatted(column, i == 1 ? "'{}'" : FieldSql.path(field.path().subList(1, i))));
    }
    return Boolean.TRUE.equals(
        new JdbcTemplate(dataSource)
            .queryForObject(
                "select exists (select 1 from (select %s from %s limit %d) some_rows where %s)"
                    .formatted(column, SqlName.rowsOf(table), ROWS, String.join(" or ", lists)),
                Boolean.class));
  }
}
