package fr.oubli.rights.suppression;

import fr.oubli.rights.suppression.SuppressionList.Reason;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Entries of the list whose period is over, and their end.
 *
 * @param zone in which the days of the list are
 */
record ListEnds(DataSource dataSource, ZoneId zone, LocalDate today, String operator) {

  private static final String OVER =
      "reason = ? and (added_at at time zone ?)::date <= ?"
          + " and (look_again_on is null or look_again_on <= ?)";

  /** An entry whose period is over. */
  record Due(String kind, String digest, String reason, String channel) {}

  /** Whether any entry is of a day or earlier. */
  boolean hasUpTo(LocalDate day) {
    return Boolean.TRUE.equals(
        new JdbcTemplate(dataSource)
            .queryForObject(
                "select exists (select from oubli.suppression"
                    + " where (added_at at time zone ?)::date <= ?) as there",
                Boolean.class,
                zone.getId(),
                day));
  }

  /**
   * @param lastDay of each reason the last day of entry of which the period is over
   */
  List<Due> due(Function<Reason, Optional<LocalDate>> lastDay) {
    List<Due> all = new ArrayList<>();
    for (Reason reason : Reason.values()) {
      lastDay
          .apply(reason)
          .ifPresent(
              day ->
                  all.addAll(
                      new JdbcTemplate(dataSource)
                          .query(
                              "select kind, digest, reason, channel from oubli.suppression where "
                                  + OVER,
                              (row, number) ->
                                  new Due(
                                      row.getString("kind"),
                                      row.getString("digest"),
                                      row.getString("reason"),
                                      row.getString("channel")),
                              over(reason, day))));
    }
    return all;
  }

  /** Entries of people who are in the data wait for a month. */
  void lookAgain(List<Due> guarding) {
    if (guarding.isEmpty()) {
      return;
    }
    new JdbcTemplate(dataSource)
        .update(
            """
            update oubli.suppression s set look_again_on = ?
            from unnest(?::text[], ?::text[], ?::text[], ?::text[])
              e (kind, digest, reason, channel)
            where (s.kind, s.digest, s.reason, s.channel) = (e.kind, e.digest, e.reason, e.channel)""",
            today.plusMonths(1),
            array(guarding, Due::kind),
            array(guarding, Due::digest),
            array(guarding, Due::reason),
            array(guarding, Due::channel));
  }

  /**
   * Ends what does not wait, and writes down how many; whoever objected again meanwhile stays.
   *
   * @return how many
   */
  long end(Function<Reason, Optional<LocalDate>> lastDay) {
    long gone = 0;
    for (Reason reason : Reason.values()) {
      Optional<LocalDate> day = lastDay.apply(reason);
      if (day.isPresent()) {
        gone += end(reason, day.get());
      }
    }
    return gone;
  }

  private long end(Reason reason, LocalDate day) {
    List<Object> values = new ArrayList<>(List.of(over(reason, day)));
    values.addAll(List.of(today, day, operator));
    return new JdbcTemplate(dataSource)
            .query(
                """
            with gone as (delete from oubli.suppression where %s returning reason, channel)
            insert into oubli.suppression_end (ended_on, reason, channel, entries, last_day, operator)
            select ?, reason, channel, count(*), ?, ? from gone group by reason, channel
            returning entries"""
                    .formatted(OVER),
                (row, number) -> row.getLong("entries"),
                values.toArray())
            .stream()
            .mapToLong(Long::longValue)
            .sum();
  }

  private Object[] over(Reason reason, LocalDate day) {
    return new Object[] {reason.name().toLowerCase(Locale.ROOT), zone.getId(), day, today};
  }

  private static String[] array(List<Due> entries, Function<Due, String> part) {
    return entries.stream().map(part).toArray(String[]::new);
  }
}
