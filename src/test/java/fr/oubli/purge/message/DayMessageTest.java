package fr.oubli.purge.message;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.platform.exit.ExitCode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A night that was stopped at its moment is not told as one that did all. */
class DayMessageTest {

  private static DayMessage done(List<String> needs) {
    return new DayMessage(
        ExitCode.DONE,
        LocalDate.of(2026, 11, 23),
        "shop",
        7,
        Map.of("done", 5L, "left", 2L),
        needs,
        null);
  }

  @Test
  void itSaysWhenANightWasStoppedAndHowMuchIsLeft() {
    DayMessage stopped = done(List.of("stopped at 05:30"));
    assertThat(stopped.subject()).contains("arrêté à l’heure dite");
    assertThat(stopped.text())
        .contains("s’est arrêté à l’heure dite", "5 lignes traitées, 2 restantes")
        .doesNotContain("Tout ce qui était échu");
    assertThat(stopped.fields(Instant.EPOCH)).containsEntry("verdict", "stopped");
    assertThat(done(List.of()).fields(Instant.EPOCH)).containsEntry("verdict", "done");
  }

  @Test
  void aMomentThatCameBeforeTheFirstRowIsNoNightThatWasDone() {
    DayMessage nothing =
        new DayMessage(
            ExitCode.QUARANTINE,
            LocalDate.of(2026, 11, 23),
            "shop",
            0,
            Map.of("done", 0L),
            List.of("stopped at 05:30, as --until asks, before it acted on a row"),
            null);
    assertThat(nothing.subject()).contains("à regarder");
    assertThat(nothing.text())
        .contains("avant la première ligne", "before it acted on a row")
        .doesNotContain("C’est fait");
    assertThat(nothing.fields(Instant.EPOCH)).containsEntry("verdict", "stopped");
  }
}
