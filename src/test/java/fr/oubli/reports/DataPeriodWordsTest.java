package fr.oubli.reports;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.datamap.DataMapFile;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.policy.PolicyFile;
import fr.oubli.reports.ReportWords.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where no database is asked, a report says by which column a period goes. */
class DataPeriodWordsTest {

  private final DataMap map = DataMapFile.read(Path.of("src/test/resources/policy/shop-map.yml"));

  @TempDir private Path folder = Path.of("");

  private String kept(Language language, String keep) throws IOException {
    String text =
        """
        policy: shop
        zone: Europe/Paris
        rules:
          orders:
            cites: a contract
            basis: contract
            starts: { row: orders.ordered_at }
            keep: %s
            then: { orders: delete }
        """;
    Path file = Files.writeString(folder.resolve("policy.yml"), text.formatted(keep));
    Policy policy = PolicyFile.read(file);
    ReportWords words = new ReportWords(language);
    return words
        .kept(policy.rules().get(0), new ReaderNames(policy, map, words))
        .replace('\u00a0', ' ');
  }

  @Test
  void aPeriodForEachValueIsListed() throws IOException {
    String keep = "{ at-most: { by: orders.status, paid: P3Y, test: P30D, else: strictest } }";

    assertThat(kept(Language.FR, keep))
        .isEqualTo(
            "au plus 3 ans (paid), 30 jours (test), sinon la plus courte (selon « orders › status »)"
                + " après la date « orders › ordered_at »");
    assertThat(kept(Language.EN, keep))
        .isEqualTo(
            "at most 3 years (paid), 30 days (test), else the shortest (by “orders.status”) from the"
                + " date “orders.ordered_at”");
  }

  @Test
  void aPeriodInAColumnIsToldByTheColumn() throws IOException {
    String keep = "{ at-least: { days: orders.days, missing: P30D } }";

    assertThat(kept(Language.FR, keep))
        .isEqualTo(
            "au moins le nombre de jours de « orders › days », à défaut 30 jours après la date"
                + " « orders › ordered_at »");
  }
}
