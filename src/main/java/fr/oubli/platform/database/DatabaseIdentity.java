package fr.oubli.platform.database;

import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Which database this is. Two number their runs and requests alike: what is written outside them
 * says of which one it is.
 */
public final class DatabaseIdentity {

  private static final int BEGINNING = 8;

  private DatabaseIdentity() {}

  /** Empty where somebody removed it. */
  public static String of(DataSource dataSource) {
    return Objects.requireNonNullElse(
        new JdbcTemplate(dataSource)
            .queryForObject("select max(id::text) from oubli.identity", String.class),
        "");
  }

  /** So much of it as people can compare by eye. */
  public static String beginning(DataSource dataSource) {
    String whole = of(dataSource);
    return whole.substring(0, Math.min(BEGINNING, whole.length()));
  }
}
