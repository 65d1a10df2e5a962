package fr.oubli.registers.recording;

import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.policy.FileColumns;
import fr.oubli.model.policy.Policy;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.catalog.SqlName;
import fr.oubli.schema.catalog.Table;
import fr.oubli.schema.gate.Problem;
import fr.oubli.schema.sql.FileAddress;
import fr.oubli.schema.sql.Keys;
import fr.oubli.schema.sql.Sql;
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

  /** By table, the columns that hold the paths of files. */
  public static Map<Table, FileColumns> files(Policy policy, DataMap map, Catalog catalog) {
    Map<Table, FileColumns> files = new LinkedHashMap<>();
    policy
        .files()
        .forEach((name, columns) -> files.put(catalog.table(map.required(name)), columns));
    return files;
  }

  /** One problem per column, with the keys of its first three rows. */
  public List<Problem> problems(Map<Table, FileColumns> files) {
    List<Problem> problems = new ArrayList<>();
    files.forEach(
        (table, columns) ->
            columns.columns().forEach(column -> check(table, column, columns, problems)));
    return problems;
  }

  /** The same of rows in the intermediate archive, which the schema of Oubli has. */
  public List<Problem> archived(Map<Table, FileColumns> files) {
    List<Problem> problems = new ArrayList<>();
    for (FileColumns columns : files.values()) {
      for (String column : columns.columns()) {
        String path = "(content ->> ?)";
        List<String> keys =
            jdbc.queryForList(
                "select row_key from oubli.archive where collection = ? and "
                    + path
                    + " ~ ? and not "
                    + FileAddress.is(Sql.of(path)).text()
                    + " order by row_key limit 3",
                String.class,
                columns.collection(),
                column,
                LEAVES,
                column);
        if (!keys.isEmpty()) {
          problems.add(
              leaves("%s.%s of row %s in the archive", columns.collection(), column, keys));
        }
      }
    }
    return problems;
  }

  private void check(Table table, String column, FileColumns files, List<Problem> problems) {
    if (!table.column(column).isText()) {
      problems.add(
          new Problem(
              ExitCode.INVALID,
              "%s: 'files' names %s.%s, which is of the type %s; name a column of texts"
                  .formatted(files.place(), table.name(), column, table.column(column).type())));
      return;
    }
    String path = "t." + SqlName.of(table.column(column));
    List<String> keys =
        jdbc.queryForList(
            "select "
                + Keys.text("t", table)
                + " from "
                + SqlName.rowsOf(table)
                + " t where "
                + path
                + " ~ ? and not "
                + FileAddress.is(Sql.of(path)).text()
                + " limit 3",
            String.class,
            LEAVES);
    if (!keys.isEmpty()) {
      problems.add(leaves("%s.%s of row %s", table.name(), column, keys));
    }
  }

  private static Problem leaves(String named, String table, String column, List<String> keys) {
    return new Problem(
        ExitCode.REFUSED,
        named.formatted(table, column, String.join(", ", keys))
            + " leaves the folder of files; write a path relative to it, without '..'");
  }
}
