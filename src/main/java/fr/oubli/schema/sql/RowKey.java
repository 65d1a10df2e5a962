package fr.oubli.schema.sql;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.schema.catalog.SqlName;
import fr.oubli.schema.catalog.Table;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Finds a row that somebody names by its key, written as the ledger and the holds write it. */
public record RowKey(Table table) {

  /**
   * @throws Refusal when no row has the key
   */
  public void refuseMissing(DataSource dataSource, String key) {
    if (!exists(dataSource, key)) {
      throw new Refusal(
          ExitCode.INVALID,
          "%s has no row %s; a composite key is written '(1,2)'".formatted(table.name(), key));
    }
  }

  public boolean exists(DataSource dataSource, String key) {
    return Objects.requireNonNull(
        new JdbcTemplate(dataSource)
            .queryForObject(
                "select exists (select 1 from %s t where %s = ?)"
                    .formatted(SqlName.rowsOf(table), Keys.text("t", table)),
                Boolean.class,
                key));
  }
}
