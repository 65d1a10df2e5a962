package fr.oubli.retention;

import org.springframework.jdbc.core.JdbcTemplate;

/** Whether the register keeps anything at all in this snapshot. */
final class ActiveHolds {

  private ActiveHolds() {}

  static boolean any(JdbcTemplate jdbc) {
    return Boolean.TRUE.equals(
        jdbc.queryForObject(
            "select exists (select 1 from oubli.hold where released_at is null)", Boolean.class));
  }
}
