package fr.oubli.decision;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.policy.Policy;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.gate.PeriodsInData;
import fr.oubli.schema.sql.LookupStyle;
import fr.oubli.schema.sql.Sql;
import fr.oubli.testing.Foreign;
import fr.oubli.testing.ShortMap;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * On every day of a leap cycle, with moments around midnight and around the changes of clocks: a
 * rule whose period stands in the data makes a row due on the very day that a plain rule of the
 * same period does.
 */
class PeriodsEveryDayIT {

  private static final LocalDate FIRST = LocalDate.of(2024, 1, 1);
  private static final LocalDate END = LocalDate.of(2028, 1, 1);

  /** Longer than the longest of the periods. */
  private static final int MOST = 740;

  private static final Foreign BASE = new Foreign();

  private static @Nullable DataMap known;
  private static @Nullable Catalog read;

  @BeforeAll
  static void fill() {
    BASE.tables(
        """
        create table tenants (id int primary key, code text, days int, months int, years int);
        create table points (id int generated always as identity primary key,
          tenant int not null references tenants, at timestamptz not null);
        insert into tenants values (1, 'A', 30, 1, 1), (2, 'B', 31, 6, 2);
        insert into points (tenant, at)
        select tenants.id, (day + time) at time zone zone
        from generate_series(timestamp '2021-12-01', timestamp '2028-01-02', interval '1 day') day,
          unnest('{00:00,00:30,02:30,23:59:59}'::interval[]) time,
          unnest('{UTC,Europe/Paris}'::text[]) zone, tenants;
        create index on points (at);
        analyze points;""");
    BASE.map(
        new ShortMap()
            .collection("tenants", "id !", "code", "days", "months", "years")
            .collection("points", "id !", "tenant >tenants.id", "at")
            .toString());
    known = BASE.map();
    read = BASE.catalog();
  }

  @AfterAll
  static void close() {
    BASE.close();
  }

  private static Policy policy(String keep) {
    BASE.policy(
        """
        policy: points
        zone: Europe/Paris
        rules:
          points:
            cites: a contract
            basis: contract
            starts: { row: points.at }
            keep: { at-most: %s }
            then: { points: delete }
        """
            .formatted(keep));
    return PeriodsInData.read(BASE.dataSource(), BASE.catalog(), BASE.map(), BASE.policy());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{ days: tenants.days }; tenants.days; P30D; P31D",
        "{ months: tenants.months }; tenants.months; P1M; P6M",
        "{ years: tenants.years }; tenants.years; P1Y; P2Y",
        "{ by: tenants.code, A: P1M15D, B: P1Y1M, else: refused }; tenants.code; P1M15D; P1Y1M"
      })
  void aRowIsDueOnTheDayOnWhichItIsByAPlainRule(
      String keep, String column, String ofA, String ofB) {
    List<Policy> conditioned =
        List.of(
            policy(ofA + " }\n    only: { " + column + ": [" + value(column, 1) + "]"),
            policy(ofB + " }\n    only: { " + column + ": [" + value(column, 2) + "]"));
    List<Policy> plain = List.of(policy(ofA), policy(ofB));
    Policy fromData = policy(keep);
    assertThat(fromData.rules()).hasSize(2);
    for (LocalDate day = FIRST; day.isBefore(END); day = day.plusDays(1)) {
      List<Sql> due = due(fromData, day);
      // The statement is that of a plain rule with a condition, day for day.
      assertThat(due).as("%s", day).containsExactly(due(conditioned, day));
      if (isAwkward(day)) {
        for (int tenant = 1; tenant <= 2; tenant++) {
          assertThat(differing(Sql.any(due), due(plain, day)[tenant - 1], tenant, day))
              .as("%s", day)
              .isZero();
        }
      }
    }
  }

  private static String value(String column, int tenant) {
    return BASE.text("select " + column + " from tenants where id = " + tenant);
  }

  /** Ends of months, and the days around the changes of clocks. */
  private static boolean isAwkward(LocalDate day) {
    boolean change =
        (day.getMonthValue() == 3 || day.getMonthValue() == 10)
            && day.getDayOfWeek() == DayOfWeek.SUNDAY
            && day.getDayOfMonth() > 24;
    return day.getDayOfMonth() == 1 || day.plusDays(1).getDayOfMonth() == 1 || change;
  }

  /** Of how many rows the two say different things. */
  private static int differing(Sql one, Sql other, int tenant, LocalDate asOf) {
    Sql counted =
        Sql.format(
            "select count(*) from points t where t.tenant = {} and t.at between {} and {}"
                + " and ({}) is distinct from ({})",
            Sql.of("?", tenant),
            Sql.of("?::date", asOf.minusDays(MOST)),
            Sql.of("?::date", asOf),
            one,
            other);
    Integer rows =
        BASE.jdbc().queryForObject(counted.text(), Integer.class, counted.values().toArray());
    return rows == null ? -1 : rows;
  }

  private static Sql[] due(List<Policy> policies, LocalDate asOf) {
    return policies.stream().flatMap(policy -> due(policy, asOf).stream()).toArray(Sql[]::new);
  }

  private static List<Sql> due(Policy policy, LocalDate asOf) {
    DataMap map = Objects.requireNonNull(known);
    Catalog catalog = Objects.requireNonNull(read);
    return policy.rules().stream()
        .map(
            rule ->
                new Eligibilities(policy, map, catalog, asOf)
                    .of(rule, "points")
                    .due("t", LookupStyle.PROBES))
        .toList();
  }
}
