package fr.oubli.reports;

import fr.oubli.platform.output.WholeFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** All-day events as a file that calendars import and subscribe to (RFC 5545). */
final class CalendarFile {

  /** Octets of a line, its end left out (RFC 5545, 3.1). */
  private static final int LONGEST = 75;

  private static final String END = "\r\n";
  private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final StringBuilder text = new StringBuilder();

  private CalendarFile() {}

  /**
   * @param written the moment at which the file is made
   */
  static Path write(Path file, String name, List<CalendarEvent> events, Instant written) {
    return WholeFile.write(file, text(name, events, written));
  }

  static String text(String name, List<CalendarEvent> events, Instant written) {
    CalendarFile calendar = new CalendarFile();
    calendar.line("BEGIN", "VCALENDAR");
    calendar.line("VERSION", "2.0");
    calendar.line("PRODID", "-//Oubli//Oubli//FR");
    calendar.line("CALSCALE", "GREGORIAN");
    calendar.line("METHOD", "PUBLISH");
    calendar.line("X-WR-CALNAME", escaped(name));
    events.forEach(event -> calendar.event(event, written));
    calendar.line("END", "VCALENDAR");
    return calendar.text.toString();
  }

  private void event(CalendarEvent event, Instant written) {
    line("BEGIN", "VEVENT");
    line("UID", escaped(event.uid()));
    line("DTSTAMP", MOMENT.format(written));
    line("LAST-MODIFIED", MOMENT.format(event.modified()));
    line("SEQUENCE", Long.toString(event.sequence()));
    line("DTSTART;VALUE=DATE", day(event.day()));
    line("DTEND;VALUE=DATE", day(event.day().plusDays(1)));
    line("SUMMARY;LANGUAGE=fr", escaped(event.summary()));
    line("DESCRIPTION;LANGUAGE=fr", escaped(event.description()));
    line("STATUS", event.status().name());
    line("TRANSP", "TRANSPARENT");
    line("END", "VEVENT");
  }

  private static String day(LocalDate day) {
    return DAY.format(day);
  }

  /** As the value of a text (RFC 5545, 3.3.11). */
  private static String escaped(String value) {
    return value
        .replace("\\", "\\\\")
        .replace(";", "\\;")
        .replace(",", "\\,")
        .replaceAll("\\R", "\\\\n")
        .replaceAll("[\\p{Cntrl}&&[^\\t]]", " ");
  }

  /** A line that is too long goes on below, behind a space; no character is cut in two. */
  private void line(String name, String value) {
    int octets = 0;
    String whole = name + ":" + value;
    for (int i = 0; i < whole.length(); ) {
      String character = Character.toString(whole.codePointAt(i));
      int length = character.getBytes(StandardCharsets.UTF_8).length;
      if (octets + length > LONGEST) {
        text.append(END).append(' ');
        octets = 1;
      }
      text.append(character);
      octets += length;
      i += character.length();
    }
    text.append(END);
  }
}
