package fr.oubli.retention;

import fr.oubli.catalog.SqlName;
import fr.oubli.catalog.Table;
import fr.oubli.decision.Keys;
import fr.oubli.exit.ExitCode;
import fr.oubli.exit.Refusal;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** Stops a run before it touches a row when a row names a file outside the folder of files. */
record PathGate(JdbcTemplate jdbc) {

  /** An absolute path, a drive, a backslash, or a step up. */
  private static final String LEAVES = "(^[/~])|(^[A-Za-z]:)|(\\\\)|((^|/)\\.\\.(/|$))";

  void check(Table table, String column) {
    List<String> keys =
        jdbc.queryForList(
            "select "
                + Keys.text("t", table)
                + " from "
                + SqlName.of(table)
                + " t where t."
                + SqlName.of(table.column(column))
                + " ~ ? limit 3",
            String.class,
            LEAVES);
    if (!keys.isEmpty()) {
      throw new Refusal(
          ExitCode.REFUSED,
          "%s.%s of row %s leaves the folder of files; write a path relative to it, without '..'"
              .formatted(table.name(), column, String.join(", ", keys)));
    }
  }
}
