package fr.oubli.registers.hold;

import org.springframework.jdbc.core.JdbcTemplate;

/** Whether the register keeps anything at all in this snapshot. */
public final class ActiveHolds {

  private ActiveHolds() {}

  public static boolean any(JdbcTemplate jdbc) {
    return Boolean.TRUE.equals(
        jdbc.queryForObject(
            "select exists (select 1 from oubli.hold where released_at is null)"
                + " or exists (select 1 from oubli.request"
                + " where ended_on is null and kind in ('access', 'portability'))",
            Boolean.class));
  }
}
