package fr.oubli.setup.check;

import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.policy.FileColumns;
import fr.oubli.platform.console.Prose;
import fr.oubli.schema.catalog.SqlName;
import fr.oubli.schema.catalog.Table;
import fr.oubli.schema.sql.FileAddress;
import fr.oubli.schema.sql.MappedSchema;
import fr.oubli.schema.sql.Sql;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The files that are at an address and not in the folder of files, counted by scheme: before a row
 * with one is due, somebody has to say what becomes of it.
 *
 * @param schema whose policy names the columns
 */
record FileAddresses(JdbcTemplate jdbc, DataMap map, MappedSchema schema) {

  /** A line for each column and scheme, with what becomes of its rows; no address is told. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (FileColumns files : schema.policy().files().values()) {
      files.columns().forEach(field -> count(files, field, lines));
    }
    return lines;
  }

  private void count(FileColumns files, String field, List<String> lines) {
    Collection collection = map.required(files.collection());
    Table table = schema.table(collection.name());
    String column = collection.field(field).orElseThrow().column();
    Sql value = Sql.of("t." + SqlName.of(table.column(column)));
    Sql counts =
        Sql.format(
            "select {} as scheme, count(*) as files from {} where {} group by 1 order by 1",
            FileAddress.scheme(value),
            schema.from(collection.name(), "t"),
            FileAddress.is(value));
    jdbc.query(
        counts.text(),
        row -> {
          String scheme = row.getString("scheme");
          lines.add(
              "%s.%s: %s at %s, %s"
                  .formatted(
                      collection.name(),
                      field,
                      Prose.count(row.getLong("files"), "file"),
                      scheme,
                      becomes(files, scheme)));
        },
        counts.values().toArray());
  }

  private static String becomes(FileColumns files, String scheme) {
    return files.handedOn().contains(scheme)
        ? "handed on when their rows go: jobs/object-removals lists them"
        : "refused: their rows would stay, in quarantine; write %s: handed-on in %s, or move them"
            .formatted(scheme, files.place());
  }
}
