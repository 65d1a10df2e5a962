package fr.oubli.rights.erasure;

import fr.oubli.decision.RequestDecisions;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.datamap.Field;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.catalog.Table;
import fr.oubli.schema.sql.Sql;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;

/** Rows of the person of which no rule of the policy says what becomes of them. */
record UnruledRows(JdbcTemplate jdbc, DataMap map, Catalog catalog, RequestDecisions decisions) {

  /**
   * @param collections of which rows are the person's
   * @throws Refusal with one line per collection for which a rule has to be written
   */
  void refuseAny(List<String> collections) {
    List<String> lines =
        collections.stream()
            .filter(name -> map.required(name).fields().stream().anyMatch(Field::personal))
            .filter(name -> decisions.lastingRules(name).isEmpty())
            .flatMap(this::unruled)
            .toList();
    if (!lines.isEmpty()) {
      throw new Refusal(ExitCode.REFUSED, lines);
    }
  }

  private Stream<String> unruled(String name) {
    if (decisions.enforcements().stream()
        .noneMatch(enforcement -> enforcement.collection().equals(name))) {
      return Stream.of("no rule of the policy says what becomes of " + name + "; " + mend(name));
    }
    Sql sql = decisions.leftOut(name);
    Long rows = jdbc.queryForObject(sql.text(), Long.class, sql.values().toArray());
    return rows == null || rows == 0
        ? Stream.empty()
        : Stream.of(
            "no rule of the policy says what becomes of %d rows of %s, left out by its filters; write one"
                .formatted(rows, name));
  }

  /** A rule alone would not do where evidence has no key to name the rows by. */
  private String mend(String name) {
    Table table = catalog.table(map.required(name));
    return table.primaryKey().isEmpty()
        ? "write one, after the table has a key by which evidence can name its rows: "
            + table.keyStatement()
        : "write one";
  }
}
