package fr.oubli.reports;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.model.datacontroller.Controller;
import fr.oubli.model.datacontroller.Controller.Purpose;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.datamap.DataMapFile;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.policy.PolicyFile;
import fr.oubli.platform.output.CsvDialect;
import fr.oubli.testing.Plain;
import fr.oubli.testing.ShortPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever reads a report sees which columns a stage ended, in their language. */
class StageWordsTest {

  private static final String POSTED = "row: comments.posted_at";

  @TempDir private Path folder;

  private Path policy() throws IOException {
    return Files.writeString(
        folder.resolve("policy.yml"),
        ShortPolicy.of(
            "",
            "user: null_rewrite",
            ShortPolicy.rule("address", POSTED, "P12M", "comments: { anonymise: [ip] }"),
            ShortPolicy.rule("comment", POSTED, "P5Y", "comments: delete")));
  }

  private Path map() throws IOException {
    return Files.writeString(
        folder.resolve("map.yml"),
        """
        dataset:
          - fides_key: d
            collections:
              - name: comments
                fields:
                  - { name: id, fides_meta: { primary_key: true } }
                  - { name: ip, description: adresse IP, data_categories: [user.device.ip_address] }
                  - { name: posted_at, description: date }
        """);
  }

  @Test
  void theColumnsStandBehindTheWordOfTheAction() throws IOException {
    Policy policy = PolicyFile.read(policy());
    DataMap map = DataMapFile.read(map());
    ReaderNames french = new ReaderNames(policy, map, new ReportWords(ReportWords.Language.FR));

    assertThat(french.action("comments", "anonymise (ip, payload.mail)"))
        .isEqualTo("anonymisation (adresse IP, payload.mail)");
    assertThat(french.action("gone", "pseudonymise (email)")).isEqualTo("pseudonymisation (email)");
    assertThat(french.action("comments", "delete")).isEqualTo("suppression");
    assertThat(
            new ReaderNames(policy, map, new ReportWords(ReportWords.Language.EN))
                .action("comments", "anonymise (ip)"))
        .isEqualTo("anonymisation (ip)");
  }

  @Test
  void theRegisterSaysHowLongEachPartIsKept() throws IOException {
    Purpose purpose = new Purpose("Publier", "lecteurs", List.of("comments"));
    Controller controller =
        new Controller(
            new Controller.Contact("controller", "address", "c@example.fr", "dpo@example.fr"),
            List.of(),
            "none",
            List.of(),
            List.of(purpose),
            List.of());

    List<Path> written =
        new ProcessingRegister(PolicyFile.read(policy()), DataMapFile.read(map()), controller)
            .write(folder, LocalDate.of(2026, 1, 1), CsvDialect.FRENCH);

    assertThat(Plain.file(written.get(1)))
        .contains(
            "comments (adresse IP) : au plus 12 mois après la date", " ; comments : au plus 5 ans");
  }
}
