package fr.oubli.model.datacontroller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import fr.oubli.model.datamap.DataMapFile;
import fr.oubli.platform.exit.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.Period;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How long backups are kept, as the controller's file declares it. */
class ControllerFileTest {

  @TempDir private Path folder;

  private Controller read(String backups) throws IOException {
    String text = Files.readString(Path.of("jobs/controller.yml"));
    Path file =
        Files.writeString(
            folder.resolve("controller.yml"), text.replaceAll("(?m)^backups: .*$", backups));
    return ControllerFile.read(file, DataMapFile.read(Path.of("jobs/datamap.yml")));
  }

  @ParameterizedTest
  @CsvSource({"P30D, 2026-12-30", "P5W, 2027-01-04", "P3M, 2027-02-28", "P1Y6M, 2028-05-30"})
  void whatIsDestroyedIsGoneFromThemAfterThatTime(String kept, LocalDate gone) throws IOException {
    assertThat(read("backups: " + kept).goneFromBackups(LocalDate.of(2026, 11, 30))).contains(gone);
  }

  @Test
  void whereNothingIsDeclaredNoDayIsNamed() throws IOException {
    Controller controller = read("");
    assertThat(controller.backups()).isNull();
    assertThat(controller.goneFromBackups(LocalDate.of(2026, 11, 30))).isEmpty();
    assertThat(read("backups: P7D").backups()).isEqualTo(Period.ofDays(7));
  }

  @ParameterizedTest
  @ValueSource(strings = {"30", "30 days", "P0D", "P", "-P3D", "P-3D", "PT5H", "P30J", "p30d"})
  void whatIsNoPeriodIsRefusedWithItsLine(String written) {
    assertThat(
            catchThrowableOfType(Refusal.class, () -> read("backups: '" + written + "'")).lines())
        .singleElement()
        .asString()
        .matches(
            ".*controller\\.yml:\\d+: 'backups' is '"
                + written
                + "', not a period; write how long a backup is kept, such as P30D, or take it out"
                + " where nobody knows");
  }
}
