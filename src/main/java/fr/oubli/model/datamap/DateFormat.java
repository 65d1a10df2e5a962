package fr.oubli.model.datamap;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a text writes a date: letters of fixed width, so that PostgreSQL and Java find each part at
 * the same place. What is not written just so is no date.
 *
 * @param pattern as the map writes it, such as {@code yyyy-MM-dd HH:mm:ss}; or {@code iso}
 * @param positions of each part, counted from 1; empty for {@code iso}, whose parts may be left out
 * @param regex what a text of this form matches, without anchors
 */
public record DateFormat(String pattern, Map<String, Integer> positions, String regex) {

  /** ISO 8601: a day, perhaps a time, perhaps its distance from UTC. */
  public static final String ISO = "iso";

  private static final String ISO_DAY = "[1-9][0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])";

  private static final String ISO_TIME =
      "[ T]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.,][0-9]{1,9}){0,1}){0,1}"
          + "( {0,1}(Z|[+-](0[0-9]|1[0-8])(:{0,1}[0-5][0-9]){0,1})){0,1}";

  private static final Map<String, String> PARTS = new LinkedHashMap<>();

  static {
    PARTS.put("yyyy", "[1-9][0-9]{3}");
    PARTS.put("MM", "(0[1-9]|1[0-2])");
    PARTS.put("dd", "(0[1-9]|[12][0-9]|3[01])");
    PARTS.put("HH", "([01][0-9]|2[0-3])");
    PARTS.put("mm", "[0-5][0-9]");
    PARTS.put("ss", "[0-5][0-9]");
    PARTS.put("SSSSSS", "[0-9]{6}");
    PARTS.put("SSS", "[0-9]{3}");
    PARTS.put("XXX", "(Z|[+-](0[0-9]|1[0-8]):[0-5][0-9])");
  }

  private static final String BETWEEN = "-/.:, T";

  public DateFormat {
    positions = Map.copyOf(positions);
  }

  /** Empty where the pattern is none that can be read safely. */
  static Optional<DateFormat> of(String pattern) {
    if (pattern.equals(ISO)) {
      return Optional.of(new DateFormat(ISO, Map.of(), ISO_DAY + "(" + ISO_TIME + "){0,1}"));
    }
    Map<String, Integer> positions = new LinkedHashMap<>();
    StringBuilder regex = new StringBuilder();
    String rest = pattern.replace("'T'", "T");
    int at = 1;
    while (!rest.isEmpty()) {
      Optional<String> part = PARTS.keySet().stream().filter(rest::startsWith).findFirst();
      int length = part.map(String::length).orElse(1);
      if (part.isPresent() && positions.putIfAbsent(part.get(), at) == null) {
        regex.append(PARTS.get(part.get()));
      } else if (part.isEmpty() && BETWEEN.indexOf(rest.charAt(0)) >= 0) {
        regex.append('[').append(rest.charAt(0)).append(']');
      } else {
        return Optional.empty();
      }
      rest = rest.substring(length);
      at += length;
    }
    return isWhole(positions)
        ? Optional.of(new DateFormat(pattern, positions, regex.toString()))
        : Optional.empty();
  }

  /** A day needs its year and month, seconds their minute; an offset is of varying length. */
  private static boolean isWhole(Map<String, Integer> positions) {
    List<String> parts = new ArrayList<>(positions.keySet());
    boolean day = parts.containsAll(List.of("yyyy", "MM", "dd"));
    boolean time =
        (!parts.contains("mm") || parts.contains("HH"))
            && (!parts.contains("ss") || parts.contains("mm"))
            && ((!parts.contains("SSS") && !parts.contains("SSSSSS")) || parts.contains("ss"));
    boolean offset =
        !parts.contains("XXX")
            || (parts.contains("HH") && parts.indexOf("XXX") == parts.size() - 1);
    return day && time && offset;
  }

  public boolean isIso() {
    return pattern.equals(ISO);
  }

  public boolean hasTime() {
    return isIso() || positions.containsKey("HH");
  }

  /** It says how far its time is from UTC. */
  public boolean hasOffset() {
    return positions.containsKey("XXX");
  }

  /** A date without a zone may be written so. */
  public boolean isNaive() {
    return hasTime() && !hasOffset();
  }
}
