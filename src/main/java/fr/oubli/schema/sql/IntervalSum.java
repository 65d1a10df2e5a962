package fr.oubli.schema.sql;

import fr.oubli.schema.catalog.SqlName;
import fr.oubli.schema.sql.DateReading.Scale;
import java.time.ZoneId;

/**
 * A date and an interval from it on, in seconds since 1970, which no value makes too large. Months
 * and days are counted by the clocks of the zone that the date is written in, the policy's where it
 * has none, and hours from there on, whatever these clocks do.
 *
 * @param zone the policy's
 */
record IntervalSum(DateReading from, ZoneId zone) {

  /** As far as PostgreSQL knows days on both sides of {@link #EARLY} and {@link #LATE}. */
  private static final int MANY_MONTHS = 24_000;

  private static final int MANY_DAYS = 365_000;

  /** Written as PostgreSQL writes them, by which an index on the sum is known again. */
  private static final String LATE = "'9999-12-31 00:00:00'::timestamp";

  private static final String EARLY = "'0001-01-01 00:00:00'::timestamp";

  String of(String date, String interval) {
    String local = local(date);
    return ("(case when isfinite(%1$s) and isfinite(%2$s) then extract(epoch from %3$s) + %4$s"
            + " else extract(epoch from %1$s) + extract(epoch from %2$s) end)")
        .formatted(local, interval, inUtc(calendar(local, interval)), hours(interval));
  }

  /** The date by the clocks of its zone; what cannot be read stays minus infinity. */
  private String local(String date) {
    return switch (from.scale()) {
      case DAY -> there(date, "least(%1$s, '9999-12-31'::date)") + "::timestamp";
      case DAY_AFTER ->
          there(date, "greatest(least(%1$s, '9999-12-31'::date), '0001-01-01'::date) - 1")
              + "::timestamp";
      case LOCAL -> date;
      case MOMENT ->
          byClocks(
              there(date, "least(%1$s at time zone 'UTC', " + LATE + ")") + " at time zone 'UTC'");
      case COUNT -> byClocks("to_timestamp(" + count(date) + "::double precision)");
    };
  }

  /** The least of a missing value and another is the other. */
  private static String there(String value, String expression) {
    return ("(case when %1$s is not null then " + expression + " else null end)").formatted(value);
  }

  private String byClocks(String moment) {
    return "(" + moment + " at time zone " + SqlName.literal(zone.getId()) + ")";
  }

  private String count(String number) {
    String known = from.zeroIsNever() ? "nullif(" + number + ", 0)" : number;
    return there(
        known + "::numeric / " + from.unit().perSecond(),
        "case when %1$s < -62135596800 then '-infinity' else least(%1$s, 253370764800) end");
  }

  private static String calendar(String local, String interval) {
    String months = "(extract(year from %1$s) * 12 + extract(month from %1$s))".formatted(interval);
    return "(greatest(least(%s, %s), %s) + make_interval(months => %s, days => %s))"
        .formatted(
            local,
            LATE,
            EARLY,
            bounded(months, MANY_MONTHS),
            bounded("extract(day from " + interval + ")", MANY_DAYS));
  }

  private static String bounded(String number, int most) {
    return "greatest(least(%1$s, %2$d), '-%2$d'::numeric)::int".formatted(number, most);
  }

  private String inUtc(String local) {
    ZoneId written = from.scale() == Scale.LOCAL && from.zone() != null ? from.zone() : zone;
    return written.getId().equals("UTC")
        ? local
        : "((%s at time zone %s) at time zone 'UTC')"
            .formatted(local, SqlName.literal(written.getId()));
  }

  private static String hours(String interval) {
    return "extract(hour from %1$s) * 3600 + extract(minute from %1$s) * 60 + extract(second from %1$s)"
        .formatted(interval);
  }
}
