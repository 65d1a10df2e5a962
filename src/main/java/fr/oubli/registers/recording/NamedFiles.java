package fr.oubli.registers.recording;

import fr.oubli.model.policy.FileColumns;
import fr.oubli.schema.catalog.SqlName;
import fr.oubli.schema.catalog.Table;
import fr.oubli.schema.sql.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The files that rows name, in their tables and in the intermediate archive. */
public final class NamedFiles {

  private NamedFiles() {}

  /** Conditions, one for each column that can name a file: it names that of a path. */
  public static List<Sql> ways(Map<Table, FileColumns> files, String path) {
    List<Sql> ways = new ArrayList<>();
    files.forEach((table, columns) -> ways.addAll(ways(table, columns, path)));
    return ways;
  }

  private static List<Sql> ways(Table table, FileColumns files, String path) {
    List<Sql> ways = new ArrayList<>();
    for (String column : files.columns()) {
      ways.add(
          Sql.of(
              "exists (select 1 from %s t where t.%s = %s)"
                  .formatted(SqlName.rowsOf(table), SqlName.of(table.column(column)), path)));
      ways.add(
          Sql.of(
              "exists (select 1 from oubli.archive a where a.collection = ? and a.content ->> ? = "
                  + path
                  + ")",
              files.collection(),
              column));
    }
    return ways;
  }
}
