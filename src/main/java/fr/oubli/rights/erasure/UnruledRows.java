package fr.oubli.rights.erasure;

import fr.oubli.decision.RequestDecisions;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.datamap.Field;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.schema.sql.Sql;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;

/** Rows of the person of which no rule of the policy says what becomes of them. */
record UnruledRows(JdbcTemplate jdbc, DataMap map, RequestDecisions decisions) {

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
      return Stream.of("no rule of the policy says what becomes of " + name + "; write one");
    }
    Sql sql = decisions.leftOut(name);
    Long rows = jdbc.queryForObject(sql.text(), Long.class, sql.values().toArray());
    return rows == null || rows == 0
        ? Stream.empty()
        : Stream.of(
            "no rule of the policy says what becomes of %d rows of %s, left out by its filters; write one"
                .formatted(rows, name));
  }
}
