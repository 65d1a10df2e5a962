package fr.oubli.decision.clock;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.model.policy.ColumnName;
import fr.oubli.schema.sql.MappedSchema;
import fr.oubli.schema.sql.Sql;
import fr.oubli.testing.Foreign;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every day of a leap cycle and an interval from it on, from each kind of date. Java says on which
 * day the sum falls: months and days by the clocks of the zone, hours from there on.
 */
class EveryIntervalIT {

  private static final long FIRST = LocalDate.of(2024, 1, 1).toEpochDay() * 86_400;
  private static final long END = LocalDate.of(2028, 1, 1).toEpochDay() * 86_400;

  /** Moments that are 5.5 hours apart meet every hour of a day, and the changes of clocks. */
  private static final long STEP = 19_800;

  /** An interval as PostgreSQL writes it, with what Java makes of it. */
  private record Lasts(String written, Period calendar, Duration clock) {}

  private static final List<Lasts> INTERVALS =
      List.of(
          new Lasts("1 mon", Period.ofMonths(1), Duration.ZERO),
          new Lasts("1 year 1 mon -1 day", Period.of(1, 1, -1), Duration.ZERO),
          new Lasts("1 day", Period.ofDays(1), Duration.ZERO),
          new Lasts("24:00:00", Period.ZERO, Duration.ofHours(24)),
          new Lasts("-1 mon 36:30:00", Period.ofMonths(-1), Duration.ofMinutes(36 * 60 + 30)),
          new Lasts("30 days -00:00:01", Period.ofDays(30), Duration.ofSeconds(-1)));

  private static final Map<String, String> MADE = new LinkedHashMap<>();

  static {
    MADE.put("moment", "policy");
    MADE.put("in_seconds", "policy");
    MADE.put("new_york", "America/New_York");
    MADE.put("unsaid", "policy");
    MADE.put("utc", "UTC");
    MADE.put("day", "policy");
  }

  private static final Foreign BASE = new Foreign();

  @BeforeAll
  static void fill() {
    BASE.tables(
        """
        create table dates (id bigint, number int, moment timestamptz, in_seconds bigint,
          new_york timestamp, unsaid timestamp, utc timestamp, day date, lasts interval,
          primary key (id, number));
        insert into dates
        select s, number, to_timestamp(s), s, to_timestamp(s) at time zone 'America/New_York',
          to_timestamp(s) at time zone 'UTC', to_timestamp(s) at time zone 'UTC',
          (to_timestamp(s) at time zone 'UTC')::date, interval::interval
        from generate_series(%d, %d, %d) s,
          unnest('{%s}'::text[]) with ordinality given(interval, number);
        analyze dates;"""
            .formatted(
                FIRST,
                END,
                STEP,
                String.join(",", INTERVALS.stream().map(Lasts::written).toList())));
    BASE.policy(
        """
        policy: dates
        zone: Europe/Paris
        rules:
          dates:
            cites: "1 year"
            basis: legitimate interest
            starts: { row: dates.moment }
            keep: { at-most: P1Y }
            then: { dates: delete }
        """);
  }

  @AfterAll
  static void close() {
    BASE.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Europe/Paris", "America/New_York", "UTC"})
  void everyDayAndAnIntervalFromItOnIsOfItsDay(String policy) {
    BASE.policy(BASE.policyText().replaceFirst("zone: .*", "zone: " + policy));
    MADE.forEach(
        (column, zone) -> {
          BASE.map(map(column));
          ZoneId written = ZoneId.of(zone.equals("policy") ? policy : zone);
          assertThat(wrong(column, written, ZoneId.of(policy))).as(column).isEmpty();
        });
  }

  private static String map(String counted) {
    return """
        dataset:
          - fides_key: dates
            collections:
              - name: dates
                fields:
                  - { name: id, fides_meta: { primary_key: true } }
                  - { name: number, fides_meta: { primary_key: true } }
                  - { name: moment }
                  - { name: in_seconds, fides_meta: { epoch: seconds } }
                  - { name: new_york, fides_meta: { written-in: America/New_York } }
                  - { name: unsaid }
                  - { name: utc, fides_meta: { written-in: UTC } }
                  - { name: day }
                  - { name: lasts, fides_meta: { counts-from: %s } }
        """
        .formatted(counted);
  }

  private static List<String> wrong(String column, ZoneId written, ZoneId policy) {
    MappedSchema schema = new MappedSchema(BASE.policy(), BASE.map(), BASE.catalog(), false);
    ColumnName name = new ColumnName("dates", "lasts");
    Sql day =
        new Days(LocalDate.of(2028, 1, 1), policy)
            .dayOf(schema.date("t", name), schema.reading(name));
    List<String> wrong = new ArrayList<>();
    BASE.jdbc()
        .query(
            "select t.id, t.number, "
                + (column.equals("unsaid") ? "t.unsaid" : "t.utc")
                + " as local, "
                + day.text()
                + " as day from dates t",
            row -> {
              Lasts lasts = INTERVALS.get(row.getInt("number") - 1);
              LocalDateTime utc = row.getObject("local", LocalDateTime.class);
              Instant moment = Instant.ofEpochSecond(row.getLong("id"));
              LocalDateTime local =
                  switch (column) {
                    case "unsaid" -> utc;
                    case "day" -> utc.toLocalDate().atStartOfDay();
                    default -> moment.atZone(written).toLocalDateTime();
                  };
              LocalDate expected =
                  local
                      .plus(lasts.calendar())
                      .atZone(written)
                      .withLaterOffsetAtOverlap()
                      .toInstant()
                      .plus(lasts.clock())
                      .atZone(policy)
                      .toLocalDate();
              LocalDate shown = Objects.requireNonNull(row.getObject("day", LocalDate.class));
              if (!expected.equals(shown)) {
                wrong.add("%s %s is shown on %s, not %s".formatted(moment, lasts, shown, expected));
              }
            },
            day.values().toArray());
    return wrong;
  }
}
