package fr.oubli.evidence.journal;

import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What the database says of itself, to be compared with what is kept outside it.
 *
 * @param database which one it is; empty where somebody removed its name
 * @param change how often a register was changed, also by what was taken back
 * @param replaying whether a replay after a restore of the whole database is not finished
 */
public record KeptState(String database, long change, boolean replaying) {

  /** Empty where the schema is of a version that tells of no changes. */
  public static Optional<KeptState> of(JdbcTemplate jdbc) {
    if (!Boolean.TRUE.equals(
        jdbc.queryForObject(
            "select to_regclass('oubli.register_change') is not null", Boolean.class))) {
      return Optional.empty();
    }
    return jdbc
        .query(
            """
            select coalesce((select max(id::text) from oubli.identity), '') as database,
              case when is_called then last_value else 0 end as change,
              exists (select from oubli.replay where ended_at is null and since is null) as replaying
            from oubli.register_change""",
            (row, number) ->
                new KeptState(
                    row.getString("database"), row.getLong("change"), row.getBoolean("replaying")))
        .stream()
        .findFirst();
  }
}
