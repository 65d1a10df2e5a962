package fr.oubli.decision;

import fr.oubli.catalog.SqlName;
import fr.oubli.catalog.Table;
import fr.oubli.exit.ExitCode;
import fr.oubli.exit.Refusal;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** A row named by a person, by the text of its key as evidence and holds carry it. */
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
