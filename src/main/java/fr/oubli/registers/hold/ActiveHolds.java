package fr.oubli.registers.hold;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Whether anything is in force that could keep a row: a hold, a restriction, or a request for
 * access that was not answered. Where nothing is, statements do without the tests for it.
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
