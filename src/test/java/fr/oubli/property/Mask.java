package fr.oubli.property;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the policy makes of a personal column, and what the value must be afterwards.
 *
 * @param amount a length or a step, for the strategies that have one
 */
record Mask(Kind kind, int amount) {

  /** The strategies of the policy. */
  enum Kind {
    NULL,
    CONSTANT,
    KEYED,
    RANDOM,
    PREFIX,
    ROUND,
    MONTH,
    QUARTER,
    YEAR,
    PRESERVE
  }

  boolean rewrites() {
    return kind != Kind.PRESERVE;
  }

  String yaml() {
    return switch (kind) {
      case NULL -> "null_rewrite";
      case PRESERVE -> "preserve";
      case CONSTANT -> "{ strategy: string_rewrite, value: \"o'ubli\\\\é?\" }";
      case KEYED -> "{ strategy: string_rewrite, value: \"erased-{key}@invalid\" }";
      case RANDOM -> "{ strategy: random_string_rewrite, length: " + amount + " }";
      case PREFIX -> "{ strategy: generalise, keep: " + amount + " }";
      case ROUND -> "{ strategy: generalise, to: " + amount + " }";
      default -> "{ strategy: generalise, to: " + kind.name().toLowerCase(Locale.ROOT) + " }";
    };
  }

  /** Whether the value is what the mask makes of the one before; a missing one may stay missing. */
  boolean explains(
      @Nullable String before,
      @Nullable String after,
      Table table,
      Row row,
      Column column,
      ZoneId zone) {
    if (before != null && staysEmpty(before)) {
      return before.equals(after);
    }
    if (kind == Kind.RANDOM) {
      return after == null ? before == null : after.length() == amount && !after.equals(before);
    }
    return Objects.equals(after, masked(before, table, row, column, zone))
        || (before == null && after == null);
  }

  /** Whether the mask would change the value. */
  boolean left(@Nullable String value, Table table, Row row, Column column, ZoneId zone) {
    return value != null
        && !staysEmpty(value)
        && (kind == Kind.RANDOM || !value.equals(masked(value, table, row, column, zone)));
  }

  /** No text is written over one that is empty, as identities are compared. */
  private boolean staysEmpty(String value) {
    return value.isBlank() && Set.of(Kind.CONSTANT, Kind.KEYED, Kind.RANDOM).contains(kind);
  }

  private @Nullable String masked(
      @Nullable String value, Table table, Row row, Column column, ZoneId zone) {
    if (kind == Kind.CONSTANT) {
      return "o'ubli\\é?";
    }
    if (kind == Kind.KEYED) {
      return "erased-" + String.join("-", row.get(table.key())) + "@invalid";
    }
    if (kind == Kind.NULL || value == null) {
      return null;
    }
    return switch (kind) {
      case PREFIX -> value.substring(0, Math.min(amount, value.length()));
      case ROUND -> rounded(value);
      case PRESERVE -> value;
      default -> floored(Days.of(value, column.type(), zone), column.type(), zone);
    };
  }

  private String rounded(String value) {
    BigDecimal number = new BigDecimal(value);
    BigDecimal step = BigDecimal.valueOf(amount);
    return number
        .divide(step, 0, RoundingMode.FLOOR)
        .multiply(step)
        .setScale(number.scale())
        .toPlainString();
  }

  private String floored(LocalDate day, Type type, ZoneId zone) {
    LocalDate first =
        switch (kind) {
          case MONTH -> day.withDayOfMonth(1);
          case QUARTER -> LocalDate.of(day.getYear(), (day.getMonthValue() - 1) / 3 * 3 + 1, 1);
          default -> LocalDate.of(day.getYear(), 1, 1);
        };
    return Days.text(first.atStartOfDay(zone), type);
  }
}
