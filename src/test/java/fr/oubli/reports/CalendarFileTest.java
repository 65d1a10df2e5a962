package fr.oubli.reports;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.reports.CalendarEvent.Status;
import fr.oubli.testing.Calendar;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CalendarFileTest {

  private static final Instant WRITTEN = Instant.parse("2026-11-23T08:09:10.5Z");

  private static CalendarEvent event(String summary) {
    return new CalendarEvent(
        "request-1@here.oubli",
        3,
        Instant.parse("2026-11-20T23:30:00Z"),
        LocalDate.of(2026, 12, 31),
        summary,
        "deux\nlignes",
        Status.CONFIRMED);
  }

  @Test
  void anEventIsAWholeDay() {
    String text = CalendarFile.text("Oubli", List.of(event("x")), WRITTEN);

    assertThat(text)
        .startsWith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:")
        .contains(
            "\r\nMETHOD:PUBLISH\r\n",
            "\r\nDTSTART;VALUE=DATE:20261231\r\n",
            "\r\nDTEND;VALUE=DATE:20270101\r\n");
    assertThat(Calendar.events(text).get("request-1@here.oubli"))
        .containsAllEntriesOf(
            Map.of(
                "DTSTAMP", "20261123T080910Z",
                "LAST-MODIFIED", "20261120T233000Z",
                "SEQUENCE", "3",
                "STATUS", "CONFIRMED",
                "TRANSP", "TRANSPARENT",
                "DESCRIPTION", "deux\nlignes"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "accès ; effacement, et \\ le reste\net la suite",
        "éééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééé",
        "🗓🗓🗓🗓🗓🗓🗓🗓🗓🗓🗓🗓🗓🗓🗓🗓🗓🗓🗓🗓🗓🗓🗓🗓🗓🗓🗓🗓🗓🗓🗓🗓🗓🗓🗓🗓🗓🗓🗓🗓",
        "mot à mot, mot à mot, mot à mot, mot à mot, mot à mot, mot à mot, mot à mot, mot à mot, mot"
      })
  void whateverStandsInATextIsReadBack(String summary) {
    String text = CalendarFile.text("Oubli", List.of(event(summary)), WRITTEN);

    assertThat(Calendar.events(text).get("request-1@here.oubli")).containsEntry("SUMMARY", summary);
  }
}
