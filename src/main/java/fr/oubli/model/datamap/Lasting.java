package fr.oubli.model.datamap;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A field that says how long something lasts: its date is that of another field and this long.
 *
 * @param from the field that the time counts from
 * @param unit what a number counts; null where nothing is said, since an interval says it itself
 */
public record Lasting(String from, @Nullable Duration unit) {

  private static final Map<String, Duration> UNITS = new LinkedHashMap<>();

  static {
    UNITS.put("milliseconds", Duration.ofMillis(1));
    UNITS.put("seconds", Duration.ofSeconds(1));
    UNITS.put("minutes", Duration.ofMinutes(1));
    UNITS.put("hours", Duration.ofHours(1));
    UNITS.put("days", Duration.ofDays(1));
  }

  public boolean inDays() {
    return Duration.ofDays(1).equals(unit);
  }

  static Optional<Duration> unit(String word) {
    return Optional.ofNullable(UNITS.get(word));
  }

  public static List<String> units() {
    return List.copyOf(UNITS.keySet());
  }
}
