package fr.oubli.schema.gate;

import fr.oubli.model.datamap.Collection;
import fr.oubli.model.policy.mask.MaskEffect;
import fr.oubli.model.policy.mask.Pseudonym;
import fr.oubli.schema.catalog.Column;
import fr.oubli.schema.catalog.SqlName;
import fr.oubli.schema.catalog.Table;
import fr.oubli.schema.sql.MaskSql;
import fr.oubli.schema.sql.MaskedField;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Tries masks and CHECK constraints on 1,000 rows of a table, by reads that change nothing. */
record MaskTrial(
    DataSource dataSource,
    ZoneId zone,
    Collection collection,
    Table table,
    List<MaskedField> masked) {

  private static final int ROWS = 1_000;

  /** In place of the key of pseudonyms, which no trial needs. */
  private static final String ANY_KEY = "00";

  List<Problem> problems() {
    TransactionTemplate transaction =
        new TransactionTemplate(new JdbcTransactionManager(dataSource));
    return Objects.requireNonNull(transaction.execute(status -> tried()));
  }

  private List<Problem> tried() {
    if (masked.stream().anyMatch(field -> field.mask().effect() == MaskEffect.LINKS)) {
      new JdbcTemplate(dataSource)
          .query(
              "select set_config(?, ?, true), set_config(?, ?, true)",
              row -> {},
              Pseudonym.INNER,
              ANY_KEY,
              Pseudonym.OUTER,
              ANY_KEY);
    }
    Map<String, String> values = new LinkedHashMap<>();
    for (MaskedField field : masked) {
      String name = SqlName.of(field.column());
      String before = values.getOrDefault(name, "t." + name);
      values.put(name, MaskSql.expression(field, before, table, "t", zone));
    }
    List<Problem> problems = new ArrayList<>();
    values.forEach((name, value) -> unwritable(name, value, problems));
    if (problems.isEmpty()) {
      table.checks().forEach(check -> broken(check, values, problems));
    }
    return problems;
  }

  /** The type may be a domain with constraints of its own, and a cast to it may fail. */
  private void unwritable(String name, String value, List<Problem> problems) {
    TransactionTemplate savepoint = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    savepoint.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    try {
      savepoint.executeWithoutResult(
          status ->
              new JdbcTemplate(dataSource)
                  .queryForList(
                      "select count(m::text) from (select %s as m from %s t limit %d) masked"
                          .formatted(value, SqlName.rowsOf(table), ROWS)));
    } catch (DataIntegrityViolationException e) {
      problems.add(
          Problem.invalid(
              collection.place(),
              "a masked value does not fit the type of %s.%s"
                  .formatted(collection.name(), name.replace("\"", "")),
              "give the column another strategy"));
    }
  }

  private void broken(Table.Check check, Map<String, String> values, List<Problem> problems) {
    List<String> columns = new ArrayList<>();
    for (Column column : table.columns()) {
      String name = SqlName.of(column);
      columns.add(values.getOrDefault(name, "t." + name) + " as " + name);
    }
    Boolean broken =
        new JdbcTemplate(dataSource)
            .queryForObject(
                "select exists (select 1 from (select %s from %s t limit %d) m where not (%s))"
                    .formatted(
                        String.join(", ", columns),
                        SqlName.rowsOf(table),
                        ROWS,
                        check.expression()),
                Boolean.class);
    if (Boolean.TRUE.equals(broken)) {
      problems.add(
          Problem.invalid(
              collection.place(),
              "masked rows of %s break its constraint %s".formatted(table.name(), check.name()),
              "give the columns it names another strategy"));
    }
  }
}
