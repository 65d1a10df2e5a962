package fr.oubli.model.datacontroller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import fr.oubli.model.datacontroller.Controller.RecipientKind;
import fr.oubli.model.datamap.DataMapFile;
import fr.oubli.platform.exit.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The words of the controller's file that only the record of processing needs. */
class RegisterWordsTest {

  @TempDir private Path folder;

  private Controller read(String piece, String other) throws IOException {
    String text = Files.readString(Path.of("jobs/controller.yml"));
    assertThat(text).contains(piece);
    Path file = folder.resolve("controller.yml");
    Files.writeString(file, text.replaceFirst(java.util.regex.Pattern.quote(piece), other));
    return ControllerFile.read(file, DataMapFile.read(Path.of("jobs/datamap.yml")));
  }

  @Test
  void theyAreRead() throws IOException {
    Controller controller = read("sensitive: []", "sensitive: [health]");
    RegisterEntry entry = controller.purposes().get(0).entry();

    assertThat(entry.number()).isEqualTo("T-01");
    assertThat(entry.created()).isEqualTo(LocalDate.of(2024, 3, 1));
    assertThat(entry.subPurposes()).hasSize(3);
    assertThat(entry.sensitive()).containsExactly(SensitiveData.HEALTH);
    assertThat(controller.purposes().get(1).entry().sensitive()).isEmpty();
    assertThat(controller.recipients().get(0).kind()).isEqualTo(RecipientKind.PROCESSOR);
    assertThat(controller.contact().beside().joint()).isEqualTo("aucun");
  }

  @Test
  void eachMayBeLeftOut() throws IOException {
    String text =
        Files.readString(Path.of("jobs/controller.yml"))
            .replaceAll(
                "(?m)^(representative|joint-controllers|    (number|created|updated|sub-purposes"
                    + "|sensitive|impact-assessment|kind)): .*\n",
                "");
    Path file = Files.writeString(folder.resolve("controller.yml"), text);

    Controller controller =
        ControllerFile.read(file, DataMapFile.read(Path.of("jobs/datamap.yml")));

    assertThat(controller.purposes())
        .hasSize(6)
        .allSatisfy(purpose -> assertThat(purpose.entry()).isEqualTo(RegisterEntry.UNSAID));
    assertThat(controller.recipients())
        .allSatisfy(recipient -> assertThat(recipient.kind()).isNull());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "created: 2024-03-01 | created: 2024-02-30"
            + " | 'created' is '2024-02-30', which is no day; write it as 2026-11-23",
        "updated: 2026-09-15 | updated: 2024-02-29"
            + " | 'updated' is 2024-02-29, before 'created', 2024-03-01;"
            + " write when the entry was looked at the last time",
        "number: T-02 | number: t-01"
            + " | 'number' is t-01, which “Exécuter vos commandes et intervenir chez vous” has"
            + " already; give each purpose a number of its own",
        "sensitive: [] | sensitive: [helth]"
            + " | 'sensitive' has 'helth', which is none of them; did you mean 'health'?",
        "kind: processor | kind: procesor | 'kind' is 'procesor'; did you mean 'processor'?",
        "sensitive: [] | sensitiv: []"
            + " | unknown key 'sensitiv' in an item of 'purposes'; did you mean 'sensitive'?"
      })
  void aFaultIsALineWithItsMend(String piece, String other, String line) {
    List<String> lines = catchThrowableOfType(Refusal.class, () -> read(piece, other)).lines();

    assertThat(lines).singleElement().asString().contains("controller.yml:").contains(line);
  }
}
