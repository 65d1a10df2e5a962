package fr.oubli.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a calendar file back, by RFC 5545 and by nothing of the code that writes it. */
public final class Calendar {

  private Calendar() {}

  /** The events, by their identity, each property by its name without parameters. */
  public static Map<String, Map<String, String>> events(String text) {
    assertThat(text).endsWith("\r\n");
    assertThat(text.replace("\r\n", "")).doesNotContain("\r", "\n");
    for (String line : text.split("\r\n", -1)) {
      assertThat(line.getBytes(StandardCharsets.UTF_8)).as(line).hasSizeLessThanOrEqualTo(75);
    }
    Map<String, Map<String, String>> events = new LinkedHashMap<>();
    Map<String, String> event = new LinkedHashMap<>();
    List<String> open = new ArrayList<>();
    for (String line : text.replace("\r\n ", "").split("\r\n", -1)) {
      if (line.isEmpty()) {
        continue;
      }
      int colon = line.indexOf(':');
      String name = line.substring(0, colon).split(";", 2)[0];
      String value = line.substring(colon + 1);
      if (name.equals("BEGIN")) {
        open.add(value);
        event = new LinkedHashMap<>();
      } else if (name.equals("END")) {
        assertThat(open.remove(open.size() - 1)).isEqualTo(value);
        if (value.equals("VEVENT")) {
          assertThat(events.put(String.valueOf(event.get("UID")), event)).isNull();
        }
      } else {
        assertThat(event.put(name, plain(value))).as(name).isNull();
      }
    }
    assertThat(open).isEmpty();
    return events;
  }

  private static String plain(String value) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < value.length(); i++) {
      char character = value.charAt(i);
      if (character != '\\') {
        assertThat(character).isNotIn(';', ',');
        plain.append(character);
        continue;
      }
      char escaped = value.charAt(++i);
      assertThat(escaped).isIn('\\', ';', ',', 'n', 'N');
      plain.append(escaped == 'n' || escaped == 'N' ? '\n' : escaped);
    }
    return plain.toString();
  }
}
