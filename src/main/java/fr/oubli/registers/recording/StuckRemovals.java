package fr.oubli.registers.recording;

import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The removals of files that were tried and could not be done. They stay open, each night tries
 * them again, and somebody has to look at them: the rows are gone, and their files are not.
 */
public record StuckRemovals(JdbcTemplate jdbc) {

  private static final int NAMED = 10;

  public boolean any() {
    return Boolean.TRUE.equals(
        jdbc.queryForObject(
            "select exists (select 1 from oubli.file_removal"
                + " where removed_at is null and stuck is not null)",
            Boolean.class));
  }

  /** A line for each collection and reason; rows are named by their keys, never by a path. */
  public List<String> lines() {
    return jdbc.query(
        """
        select collection, stuck, max(number) as files,
          string_agg(named, ', ' order by number) filter (where number <= %d) as named
        from (
          select collection, stuck, concat_ws(' ', row_key, '(' || field || ')') as named,
            row_number() over (partition by collection, stuck order by id) as number
          from oubli.file_removal where removed_at is null and stuck is not null) numbered
        group by collection, stuck order by collection, stuck"""
            .formatted(NAMED),
        (row, number) ->
            "%s: %d files of rows that went could not be removed, since %s: %s%s; each night tries again"
                .formatted(
                    row.getString("collection"),
                    row.getLong("files"),
                    row.getString("stuck"),
                    row.getString("named"),
                    row.getLong("files") > NAMED ? ", ..." : ""));
  }
}
