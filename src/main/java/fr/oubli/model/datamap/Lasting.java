package fr.oubli.model.datamap;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A number that says how long something lasts: its date is that of another field and this long.
 *
 * @param from the field that the time counts from
 * @param unit what the number counts
 */
public record Lasting(String from, Duration unit) {

  private static final Map<String, Duration> UNITS = new LinkedHashMap<>();

  static {
    UNITS.put("milliseconds", Duration.ofMillis(1));
    UNITS.put("seconds", Duration.ofSeconds(1));
    UNITS.put("minutes", Duration.ofMinutes(1));
    UNITS.put("hours", Duration.ofHours(1));
    UNITS.put("days", Duration.ofDays(1));
  }

  public boolean inDays() {
    return unit.equals(Duration.ofDays(1));
  }

  static Optional<Duration> unit(String word) {
    return Optional.ofNullable(UNITS.get(word));
  }

  static List<String> units() {
    return List.copyOf(UNITS.keySet());
  }
}
