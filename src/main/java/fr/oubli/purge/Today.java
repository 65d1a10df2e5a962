package fr.oubli.purge;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The day on which a night runs. No row goes before its day: not by a day that was asked for and is
 * still to come, nor by a clock that is wrong.
 *
 * @param clock of this machine
 * @param zone of the policy
 */
record Today(Clock clock, ZoneId zone) {

  /** Two machines never agree on the second. */
  private static final Duration TOLERANCE = Duration.ofMinutes(5);

  LocalDate day() {
    return day(clock.instant());
  }

  private LocalDate day(Instant moment) {
    return moment.atZone(zone).toLocalDate();
  }

  /**
   * @param asked the day that a night is for
   * @throws Refusal when it is still to come
   */
  void refuseAfter(LocalDate asked) {
    LocalDate today = day();
    if (asked.isAfter(today)) {
      throw new Refusal(
          ExitCode.INVALID,
          "%s is still to come, today is %s in %s: rows would go early; add --dry-run to see what would go then"
              .formatted(asked, today, zone));
    }
  }

  /**
   * @throws Refusal when it is another day in the database than here
   */
  void refuseAnotherDay(DataSource dataSource) {
    Instant here = clock.instant();
    Instant there =
        Objects.requireNonNull(
                new JdbcTemplate(dataSource)
                    .queryForObject("select clock_timestamp() as now", OffsetDateTime.class))
            .toInstant();
    boolean close = Duration.between(here, there).abs().compareTo(TOLERANCE) <= 0;
    if (!close && !day(here).equals(day(there))) {
      throw new Refusal(
          ExitCode.REFUSED,
          "it is %s on this machine and %s in the database, in %s: mend the clock that is wrong; nothing was touched"
              .formatted(day(here), day(there), zone));
    }
  }
}
