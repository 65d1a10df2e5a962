package fr.oubli.decision.clock;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.model.policy.ColumnName;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.policy.Rule;
import fr.oubli.schema.sql.DateReading;
import fr.oubli.schema.sql.LookupStyle;
import fr.oubli.schema.sql.MappedSchema;
import fr.oubli.schema.sql.Sql;
import fr.oubli.testing.Foreign;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every day of a leap cycle, with the moments around its ends and around the changes of clocks, in
 * every way in which a date is written. Java says which day each is of; PostgreSQL must say the
 * same, by the day that it shows and by the bounds that it compares with.
 */
class EveryDayIT {

  private static final LocalDate FIRST = LocalDate.of(2024, 1, 1);
  private static final LocalDate END = LocalDate.of(2028, 1, 1);
  private static final ZoneId UTC = ZoneId.of("UTC");
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

  /** Clocks go back at midnight there, so that a day may start in an hour that is shown twice. */
  private static final ZoneId AZORES = ZoneId.of("Atlantic/Azores");

  /** The columns, and the zone by whose clocks each is written. */
  private static final Map<String, ZoneId> WRITTEN = new LinkedHashMap<>();

  static {
    WRITTEN.put("in_seconds", UTC);
    WRITTEN.put("in_milliseconds", UTC);
    WRITTEN.put("in_microseconds", UTC);
    WRITTEN.put("moment", UTC);
    WRITTEN.put("utc", UTC);
    WRITTEN.put("paris", PARIS);
    WRITTEN.put("new_york", NEW_YORK);
    WRITTEN.put("azores", AZORES);
    WRITTEN.put("text_utc", UTC);
    WRITTEN.put("text_new_york", NEW_YORK);
    WRITTEN.put("iso_utc", UTC);
    WRITTEN.put("lasts", UTC);
    WRITTEN.put("lasts_for", UTC);
  }

  /** One of each scale on which values are compared. */
  private static final List<String> ENDS =
      List.of("in_seconds", "in_microseconds", "moment", "utc", "new_york", "lasts");

  private static final String RULE_OF_END =
      """
      %s:
        cites: "1 year after the end"
        basis: contract
        starts: { end: dates.%s }
        keep: { at-most: P1Y }
        then: { dates: delete }
      """;

  private static final Foreign BASE = new Foreign();

  @BeforeAll
  static void fill() {
    BASE.tables(
        """
        create table dates (id bigint primary key, in_seconds bigint, in_milliseconds bigint,
          in_microseconds bigint, moment timestamptz, utc timestamp, paris timestamp,
          new_york timestamp, azores timestamp, text_utc text, text_new_york text, iso_utc text,
          made timestamptz, lasts int, lasts_for interval);
        insert into dates
        select s, s, s * 1000, s * 1000000, to_timestamp(s), to_timestamp(s) at time zone 'UTC',
          to_timestamp(s) at time zone 'Europe/Paris',
          to_timestamp(s) at time zone 'America/New_York',
          to_timestamp(s) at time zone 'Atlantic/Azores',
          to_char(to_timestamp(s) at time zone 'UTC', 'DD/MM/YYYY HH24:MI:SS'),
          to_char(to_timestamp(s) at time zone 'America/New_York', 'YYYY-MM-DD"T"HH24:MI:SS'),
          to_char(to_timestamp(s) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
          to_timestamp(s - 86400), 86400, interval '24 hours'
        from unnest('{%s}'::bigint[]) s;
        analyze dates;"""
            .formatted(moments().stream().map(String::valueOf).collect(Collectors.joining(","))));
    BASE.map(
        """
        dataset:
          - fides_key: dates
            fides_meta: { written-in: UTC }
            collections:
              - name: dates
                fields:
                  - { name: id, fides_meta: { primary_key: true } }
                  - { name: in_seconds, fides_meta: { epoch: seconds } }
                  - { name: in_milliseconds, fides_meta: { epoch: milliseconds } }
                  - { name: in_microseconds, fides_meta: { epoch: microseconds } }
                  - { name: moment }
                  - { name: utc }
                  - { name: paris, fides_meta: { written-in: Europe/Paris } }
                  - { name: new_york, fides_meta: { written-in: America/New_York } }
                  - { name: azores, fides_meta: { written-in: Atlantic/Azores } }
                  - { name: text_utc, fides_meta: { format: "dd/MM/yyyy HH:mm:ss" } }
                  - { name: text_new_york, fides_meta: { format: "yyyy-MM-dd'T'HH:mm:ss", written-in: America/New_York } }
                  - { name: iso_utc, fides_meta: { format: iso } }
                  - { name: made }
                  - { name: lasts, fides_meta: { counts-from: made, unit: seconds } }
                  - { name: lasts_for, fides_meta: { counts-from: made } }
        """);
  }

  @AfterAll
  static void close() {
    BASE.close();
  }

  private static final List<LocalTime> ENDS_OF_DAYS =
      List.of(LocalTime.MIDNIGHT, LocalTime.of(12, 0), LocalTime.of(23, 59, 59));

  private static final List<LocalTime> HOURS_OF_CHANGE =
      List.of(LocalTime.of(0, 30), LocalTime.of(1, 30), LocalTime.of(2, 30), LocalTime.of(23, 30));

  /** Around midnight in each zone, and around the hours in which clocks change. */
  private static Set<Long> moments() {
    Set<Long> moments = new TreeSet<>();
    for (LocalDate day = FIRST; day.isBefore(END); day = day.plusDays(1)) {
      List<LocalTime> times = new ArrayList<>(ENDS_OF_DAYS);
      if (isNearAChange(day)) {
        times.addAll(HOURS_OF_CHANGE);
      }
      for (ZoneId zone : List.of(UTC, PARIS, NEW_YORK)) {
        for (LocalTime time : times) {
          moments.add(
              ZonedDateTime.of(day, time, zone).withEarlierOffsetAtOverlap().toEpochSecond());
          moments.add(ZonedDateTime.of(day, time, zone).withLaterOffsetAtOverlap().toEpochSecond());
        }
      }
    }
    return moments;
  }

  /** Whether clocks change somewhere on the day, the day before or the day after. */
  private static boolean isNearAChange(LocalDate day) {
    Instant from = day.minusDays(1).atStartOfDay(UTC).toInstant();
    Instant to = day.plusDays(2).atStartOfDay(UTC).toInstant();
    return Stream.of(PARIS, NEW_YORK, AZORES)
        .map(zone -> zone.getRules().nextTransition(from))
        .anyMatch(change -> change != null && change.getInstant().isBefore(to));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Europe/Paris", "America/New_York", "UTC"})
  void everyMomentOfALeapCycleIsOfItsDay(String zone) {
    BASE.policy(
        """
        policy: dates
        zone: %s
        rules:
          dates:
            cites: "1 year"
            basis: legitimate interest
            starts: { row: dates.utc }
            keep: { at-most: P1Y }
            then: { dates: delete }
        """
            .formatted(zone));
    MappedSchema schema = new MappedSchema(BASE.policy(), BASE.map(), BASE.catalog(), false);
    Days days = new Days(END, ZoneId.of(zone));

    WRITTEN.forEach(
        (column, written) -> {
          ColumnName name = new ColumnName("dates", column);
          Sql value = schema.date("t", name);
          DateReading reading = schema.reading(name);
          shows(days.dayOf(value, reading), written, ZoneId.of(zone), column);
          compares(value, reading, days, column);
        });
  }

  /**
   * An end is over one year after its day, whichever day it is asked on; one that is to come goes
   * on, and nobody has to mend it.
   */
  @Test
  void everyEndOfALeapCycleIsOverOnItsDay() {
    BASE.policy(
        """
        policy: dates
        language: 2
        zone: Europe/Paris
        rules:
        """
            + ENDS.stream()
                .map(column -> RULE_OF_END.formatted(column, column).indent(2))
                .collect(Collectors.joining()));
    Policy policy = BASE.policy();
    MappedSchema schema = new MappedSchema(policy, BASE.map(), BASE.catalog(), false);
    for (Rule rule : policy.rules()) {
      List<Sql> wrong = new ArrayList<>();
      for (LocalDate today = FIRST.plusDays(2); today.isBefore(END); today = today.plusDays(1)) {
        Days days = new Days(today, PARIS);
        wrong.add(wrongEnds(new ClockSqls(schema, days).of(rule, "dates"), days, schema));
      }
      isEmpty(wrong, rule.name());
    }
  }

  /** Asked of the ends around this day, and of those around the same day a year ago. */
  private static Sql wrongEnds(ClockSql clock, Days days, MappedSchema schema) {
    ColumnName name = clock.ownDate().orElseThrow();
    Sql day = days.dayOf(schema.date("t", name), schema.reading(name));
    LocalDate today = days.asOf();
    return Sql.format(
        "select t.id, {}::date as today from dates t"
            + " where (t.id between {} and {} or t.id between {} and {})"
            + " and ((({} + interval '1 year')::date < {}) <> ({}) or ({} > {}) <> ({}) or {})",
        Sql.of("?", today),
        seconds(today.minusDays(1)),
        seconds(today.plusDays(2)),
        seconds(today.minusYears(1).minusDays(1)),
        seconds(today.minusYears(1).plusDays(2)),
        day,
        Sql.of("?", today),
        clock.due("t", LookupStyle.SETS),
        day,
        Sql.of("?", today),
        clock.goesOn("t", LookupStyle.SETS),
        clock.suspect("t", LookupStyle.SETS, ClockSql.ANY));
  }

  private static Sql seconds(LocalDate day) {
    return Sql.of("?", day.toEpochDay() * 86_400);
  }

  private static void shows(Sql day, ZoneId written, ZoneId zone, String column) {
    List<String> wrong = new ArrayList<>();
    BASE.jdbc()
        .query(
            "select t.id, " + day.text() + " as day from dates t",
            row -> {
              Instant moment = Instant.ofEpochSecond(row.getLong("id"));
              LocalDate expected = known(moment, written).atZone(zone).toLocalDate();
              if (!expected.equals(row.getObject("day", LocalDate.class))) {
                wrong.add(moment + " is shown on " + row.getObject("day", LocalDate.class));
              }
            },
            day.values().toArray());
    assertThat(wrong).as(column).isEmpty();
  }

  /** What clocks show twice is taken for the second time. */
  private static Instant known(Instant moment, ZoneId written) {
    return moment.atZone(written).withLaterOffsetAtOverlap().toInstant();
  }

  /**
   * A bound and the day that is shown agree, for each day of the cycle and the days around it. Each
   * value is read once, since reading a text costs more than comparing what was read.
   */
  private static void compares(Sql value, DateReading reading, Days days, String column) {
    Sql read =
        Sql.format(
            "create table read as select t.id, {} as value, {} as day from dates t",
            value,
            days.dayOf(value, reading));
    BASE.execute("drop table if exists read");
    BASE.jdbc().update(read.text(), read.values().toArray());
    BASE.execute("alter table read add primary key (id); analyze read");
    Sql stored = Sql.of("t.value");
    List<Sql> wrong = new ArrayList<>();
    for (LocalDate day = FIRST; day.isBefore(END); day = day.plusDays(1)) {
      long from = day.minusDays(1).toEpochDay() * 86_400;
      wrong.add(
          Sql.format(
              "select {}::date as day from read t where t.id between {} and {}"
                  + " and (({} >= {}) <> (t.day >= {}) or ({}) <> (t.day <= {}))",
              Sql.of("?", day),
              Sql.of("?", from),
              Sql.of("?", from + 3 * 86_400),
              stored,
              days.startOf(day, reading),
              Sql.of("?", day),
              days.onOrBefore(day, stored, reading),
              Sql.of("?", day)));
    }
    isEmpty(wrong, column);
  }

  /** What differs in its values alone is planned once, and asked with many of them. */
  private static void isEmpty(List<Sql> wrong, String column) {
    wrong.stream()
        .collect(Collectors.groupingBy(Sql::text))
        .forEach(
            (text, alike) -> {
              for (int at = 0; at < alike.size(); at += 500) {
                Sql some = withEach(text, alike.subList(at, Math.min(at + 500, alike.size())));
                assertThat(BASE.jdbc().queryForList(some.text(), some.values().toArray()))
                    .as(column)
                    .isEmpty();
              }
            });
  }

  /** A query with the values of each of some queries that have its text. */
  private static Sql withEach(String text, List<Sql> alike) {
    int count = alike.get(0).values().size();
    List<String> names = new ArrayList<>();
    StringBuilder named = new StringBuilder();
    for (String piece : text.split("\\?", -1)) {
      named.append(named.isEmpty() ? "" : "given." + names.get(names.size() - 1)).append(piece);
      names.add("value" + names.size());
    }
    names.remove(count);
    Sql row = Sql.of("(" + String.join(", ", Collections.nCopies(count, "?")) + ")");
    List<Sql> rows = alike.stream().map(one -> Sql.of(row.text(), one.values().toArray())).toList();
    return Sql.format(
        "select found.* from (values {}) as given ("
            + String.join(", ", names)
            + "), lateral ("
            + named
            + ") as found",
        Sql.list(rows));
  }
}
