package fr.oubli.model.policy;

import fr.oubli.model.yaml.Place;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.stream.Stream;

/**
 * Asks the night to write tables anew from which rows went, so that their files no longer hold
 * them. A table is locked meanwhile: it is done in a window of hours alone.
 *
 * @param tables collections; empty for all from which rows went
 * @param opens the window's first minute of the day
 * @param closes the minute that follows its last one, up to 1440; before {@code opens} where the
 *     window lasts over midnight
 */
public record Rewrite(List<String> tables, int opens, int closes, Place place) {

  private static final int DAY = 24 * 60;

  public Rewrite {
    tables = List.copyOf(tables);
    if (opens < 0 || opens >= DAY || closes < 1 || closes > DAY || opens == closes) {
      throw new IllegalArgumentException("no window from " + opens + " to " + closes);
    }
  }

  /** The collections whose tables are rewritten: those that are named, else all that rules end. */
  public List<String> collections(List<Rule> rules) {
    Stream<String> all =
        tables.isEmpty()
            ? rules.stream().flatMap(rule -> rule.then().keySet().stream())
            : tables.stream();
    return all.distinct().toList();
  }

  /** How long the window stays open from a time of day on; zero while it is closed. */
  public Duration left(LocalTime now) {
    int minute = now.getHour() * 60 + now.getMinute();
    boolean over = opens > closes;
    boolean open = over ? minute >= opens || minute < closes : minute >= opens && minute < closes;
    if (!open) {
      return Duration.ZERO;
    }
    int minutes = over && minute >= opens ? closes + DAY - minute : closes - minute;
    return Duration.ofMinutes(minutes).minusSeconds(now.getSecond()).minusNanos(now.getNano());
  }

  /** The window as the policy writes it. */
  public String between() {
    return time(opens) + "-" + time(closes);
  }

  private static String time(int minute) {
    return "%02d:%02d".formatted(minute / 60, minute % 60);
  }
}
