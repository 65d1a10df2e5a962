package fr.oubli.schema.sql;

import fr.oubli.model.datamap.DateFormat;
import fr.oubli.schema.catalog.SqlName;
import java.time.ZoneId;
import java.util.Objects;

/**
 * Reads a date that stands in a text. Each part is taken from its place only where the whole text
 * has the form, and the day is added up, so that no value makes the statement fail: a text that is
 * no date, such as 30 February, is minus infinity, and an empty one is null. All functions are
 * immutable, so that an index can be made of the expression.
 *
 * @param written the zone of a time without one
 * @param policy the policy's zone, in which a day without a time is read where others have one
 */
record TextDate(DateFormat format, ZoneId written, ZoneId policy) {

  private static final String UNREADABLE = "'-infinity'";

  /** A number in a text; minus infinity where there is another text. */
  static String number(String text) {
    String trimmed = trimmed(text);
    return "case when "
        + trimmed
        + " ~ '^[+-]{0,1}[0-9]{1,18}([.][0-9]{1,9}){0,1}$' then "
        + trimmed
        + "::numeric when "
        + trimmed
        + " <> '' then "
        + UNREADABLE
        + "::numeric else null end";
  }

  String of(String text) {
    String trimmed = trimmed(text);
    String type = format.hasTime() ? "timestamp" : "date";
    return "case when %1$s ~ '^%2$s$' then case when extract(day from %3$s) = %4$s then %5$s else %6$s::%7$s end when %1$s <> '' then %6$s::%7$s else null end"
        .formatted(
            trimmed,
            format.regex(),
            day(trimmed),
            part(trimmed, "dd", 2),
            format.isIso() ? iso(trimmed) : fixed(trimmed),
            UNREADABLE,
            type);
  }

  private static String trimmed(String text) {
    return "btrim(" + text + ")";
  }

  private int at(String part) {
    return switch (part) {
      case "yyyy" -> format.isIso() ? 1 : position(part);
      case "MM" -> format.isIso() ? 6 : position(part);
      case "dd" -> format.isIso() ? 9 : position(part);
      default -> position(part);
    };
  }

  private int position(String part) {
    return Objects.requireNonNull(format.positions().get(part));
  }

  private String part(String text, String part, int length) {
    return number(text, at(part), length);
  }

  private static String number(String text, int at, int length) {
    return "substr(" + text + ", " + at + ", " + length + ")::int";
  }

  /** Midnight of the day, as a timestamp. A day that its month does not have is in the next. */
  private String day(String text) {
    return "(make_date(%s, 1, 1) + make_interval(months => %s - 1, days => %s - 1))"
        .formatted(part(text, "yyyy", 4), part(text, "MM", 2), part(text, "dd", 2));
  }

  private String fixed(String text) {
    if (!format.hasTime()) {
      return day(text) + "::date";
    }
    String time = time(text, "hours", "HH") + time(text, "mins", "mm") + time(text, "secs", "ss");
    String local = "(" + day(text) + " + make_interval(" + time.substring(2) + "))";
    return format.hasOffset()
        ? local + " - " + offset("substr(" + text + ", " + position("XXX") + ")")
        : local;
  }

  private String time(String text, String name, String part) {
    return format.positions().containsKey(part) ? ", " + name + " => " + part(text, part, 2) : "";
  }

  /** A distance from UTC such as Z, +02, +0200 or +02:00, as an interval. */
  private static String offset(String text) {
    String digits = "replace(" + text + ", ':', '')";
    return ("case when %1$s ~ '^[+-]' then make_interval(hours => substr(%1$s, 1, 3)::int,"
            + " mins => (substr(%1$s, 1, 1) || lpad(substr(%1$s, 4, 2), 2, '0'))::int)"
            + " else make_interval() end")
        .formatted(digits);
  }

  /** In UTC, since one text may have an offset and another not. */
  private String iso(String text) {
    String rest = "substr(" + text + ", 17)";
    String minute =
        "(%s + make_interval(hours => %s, mins => %s))"
            .formatted(day(text), number(text, 12, 2), number(text, 15, 2));
    return ("case when length(%1$s) = 10 then (%2$s at time zone %3$s) at time zone 'UTC'"
            + " when %4$s ~ 'Z|[+-]' then %5$s - %6$s"
            + " else (%5$s at time zone %7$s) at time zone 'UTC' end")
        .formatted(
            text,
            day(text),
            SqlName.literal(policy.getId()),
            rest,
            minute,
            offset("coalesce(substring(" + rest + ", '[+-].*$'), '')"),
            SqlName.literal(written.getId()));
  }
}
