package fr.oubli.registers.recording;

import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.policy.Policy;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.catalog.SqlName;
import fr.oubli.schema.catalog.Table;
import fr.oubli.schema.gate.Problem;
import fr.oubli.schema.sql.Keys;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Finds rows that name a file outside the folder of files: no run may start while there are any.
 */
public record PathGate(JdbcTemplate jdbc) {

  /** An absolute path, a drive, a backslash, or a step up. */
  private static final String LEAVES = "(^[/~])|(^[A-Za-z]:)|(\\\\)|((^|/)\\.\\.(/|$))";

  /** By table, the column that holds the path of a file. */
  public static Map<Table, String> files(Policy policy, DataMap map, Catalog catalog) {
    Map<Table, String> files = new LinkedHashMap<>();
    policy.files().forEach((name, column) -> files.put(catalog.table(map.required(name)), column));
    return files;
  }

  /** One problem per table, with the keys of its first three rows. */
  public List<Problem> problems(Map<Table, String> files) {
    List<Problem> problems = new ArrayList<>();
    files.forEach((table, column) -> check(table, column, problems));
    return problems;
  }

  private void check(Table table, String column, List<Problem> problems) {
    List<String> keys =
        jdbc.queryForList(
            "select "
                + Keys.text("t", table)
                + " from "
                + SqlName.rowsOf(table)
                + " t where t."
                + SqlName.of(table.column(column))
                + " ~ ? limit 3",
            String.class,
            LEAVES);
    if (!keys.isEmpty()) {
      problems.add(
          new Problem(
              ExitCode.REFUSED,
              "%s.%s of row %s leaves the folder of files; write a path relative to it, without '..'"
                  .formatted(table.name(), column, String.join(", ", keys))));
    }
  }
}
