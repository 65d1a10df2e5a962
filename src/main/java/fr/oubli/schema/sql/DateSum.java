package fr.oubli.schema.sql;

import fr.oubli.model.datamap.EpochUnit;
import fr.oubli.schema.catalog.SqlName;
import fr.oubli.schema.sql.DateReading.Scale;
import java.time.Duration;
import java.time.ZoneId;

/**
 * A date and a time that something lasts from it on, in seconds since 1970, which no value makes
 * too large. A date without a time of day has days added to it.
 *
 * @param zone the policy's
 */
record DateSum(DateReading from, Duration unit, ZoneId zone) {

  /** More days than any period has, so that the sum stays a day that PostgreSQL knows. */
  private static final int MANY_DAYS = 1_000_000;

  boolean inDays() {
    return from.scale() == Scale.DAY || from.scale() == Scale.DAY_AFTER;
  }

  String of(String date, String number) {
    return inDays() ? days(date, number) : seconds(date, number);
  }

  private static String days(String date, String number) {
    return ("case when %1$s is not null and %2$s is not null then"
            + " least(%1$s, '9999-12-31'::date) + greatest(least(%2$s, %3$d), -%3$d)::int else null end")
        .formatted(date, number, MANY_DAYS);
  }

  private String seconds(String date, String number) {
    long millis = unit.toMillis();
    String lasts =
        millis % 1000 == 0
            ? "%s::numeric * %d".formatted(number, millis / 1000)
            : "%s::numeric * %d / 1000".formatted(number, millis);
    return "(" + start(date) + " + " + lasts + ")";
  }

  private String start(String date) {
    return switch (from.scale()) {
      case LOCAL -> "extract(epoch from " + inUtc(date) + ")";
      case MOMENT -> "extract(epoch from (" + date + " at time zone 'UTC'))";
      case COUNT -> count(date);
      default -> throw new IllegalStateException("a day has no seconds");
    };
  }

  private String inUtc(String date) {
    ZoneId written = from.zone() == null ? zone : from.zone();
    return written.getId().equals("UTC")
        ? date
        : "case when %1$s < '9999-12-31' then (%1$s at time zone %2$s) at time zone 'UTC' else %1$s end"
            .formatted(date, SqlName.literal(written.getId()));
  }

  private String count(String number) {
    String known = from.zeroIsNever() ? "nullif(" + number + ", 0)" : number;
    return from.unit() == EpochUnit.SECONDS
        ? known + "::numeric"
        : known + "::numeric / " + from.unit().perSecond();
  }
}
