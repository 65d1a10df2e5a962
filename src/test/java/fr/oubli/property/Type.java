package fr.oubli.property;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The types of random columns. */
enum Type {
  BIGINT,
  INTEGER,
  UUID,
  TEXT,
  DATE,
  TIMESTAMP,
  TIMESTAMPTZ,
  NUMERIC("numeric(12,2)"),
  VARCHAR("varchar(60)"),
  BOOLEAN,
  JSONB,
  INET,
  BYTEA,
  INTEGERS("integer[]"),
  /** A moment by the clocks of UTC, as the map says. */
  UTC_TIMESTAMP("timestamp", "written-in: UTC"),
  /** A moment as a count from 1970, where 0 is none. */
  EPOCH_SECONDS("bigint", "epoch: seconds"),
  EPOCH_MILLISECONDS("bigint", "epoch: milliseconds"),
  /** A day as a text. */
  DAY_TEXT("text", "format: dd/MM/yyyy"),
  /** A moment as a text. */
  ISO_TEXT("text", "format: iso"),
  /** How long something lasts from the date beside it on. */
  SECONDS_AFTER("bigint", "counts-from: since, unit: seconds", Duration.ofSeconds(1)),
  MILLISECONDS_AFTER("bigint", "counts-from: since, unit: milliseconds", Duration.ofMillis(1)),
  HOURS_AFTER("integer", "counts-from: since, unit: hours", Duration.ofHours(1)),
  DAYS_AFTER("integer", "counts-from: since, unit: days", Duration.ofDays(1)),
  INTERVAL_AFTER("interval", "counts-from: since", Duration.ZERO);

  private final String sql;
  private final String written;
  private final @Nullable Duration unit;

  Type() {
    this.sql = name().toLowerCase(Locale.ROOT);
    this.written = "";
    this.unit = null;
  }

  Type(String sql) {
    this(sql, "");
  }

  Type(String sql, String written) {
    this(sql, written, null);
  }

  Type(String sql, String written, @Nullable Duration unit) {
    this.sql = sql;
    this.written = written;
    this.unit = unit;
  }

  /** Whether it says how long something lasts. */
  boolean isSum() {
    return unit != null;
  }

  /** What it counts. */
  Duration unit() {
    return Objects.requireNonNull(unit, "a date has no unit");
  }

  /** Those whose values need no word of the map. */
  static Type[] plain() {
    return Arrays.stream(values()).filter(type -> type.written.isEmpty()).toArray(Type[]::new);
  }

  /** What the map says of how the dates are written; empty where it says nothing. */
  String written() {
    return written;
  }

  String sql() {
    return sql;
  }

  boolean isDay() {
    return this == DATE || this == TIMESTAMP || this == TIMESTAMPTZ;
  }

  boolean isText() {
    return this == TEXT || this == VARCHAR;
  }

  boolean isNumber() {
    return this == BIGINT || this == INTEGER || this == NUMERIC;
  }
}
