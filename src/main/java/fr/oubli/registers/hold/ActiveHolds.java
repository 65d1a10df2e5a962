package fr.oubli.registers.hold;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Tells whether anything in force could keep a row: a hold, a restriction, or an open request for
 * access or portability. If nothing could, the statements leave these tests out.
 */
public final class ActiveHolds {

  private ActiveHolds() {}

  /** As the transaction's snapshot has it. */
  public static boolean any(JdbcTemplate jdbc) {
    return Boolean.TRUE.equals(
        jdbc.queryForObject(
            "select exists (select 1 from oubli.hold where released_at is null)"
                + " or exists (select 1 from oubli.request"
                + " where ended_on is null and kind in ('access', 'portability'))",
            Boolean.class));
  }
}
