package fr.oubli.purge;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.decision.Eligibilities;
import fr.oubli.decision.Enforcement;
import fr.oubli.purge.EnforcementStatements.Titled;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.sql.SqlLayout;
import fr.oubli.testing.Company;
import fr.oubli.testing.Golden;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The statements of every rule and collection of the shipped policy, word by word. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ShippedStatementsIT {

  private static final LocalDate AS_OF = LocalDate.of(2026, 6, 1);

  private Company company;

  @BeforeAll
  void open() {
    company = new Company();
  }

  @AfterAll
  void close() {
    company.close();
  }

  @Test
  void whatDeletesRowsIsReadBeforeItDoes() {
    for (Enforcement enforcement : enforcements()) {
      StringBuilder text = new StringBuilder();
      String title = "";
      for (Titled one : new EnforcementStatements(enforcement).all()) {
        text.append(one.title().equals(title) ? "" : "-- " + one.title() + "\n");
        text.append(SqlLayout.lines(one.sql().text())).append(";\n\n");
        title = one.title();
      }
      Golden.assertSame(enforcement.name().replace(':', '/'), text.toString());
    }
  }

  @Test
  void aStatementHasTheSameTextOnEveryRun() {
    assertThat(texts()).isEqualTo(texts());
  }

  @Test
  void nothingIsSaidThatIsAlwaysTrue() {
    assertThat(texts())
        .allSatisfy(
            text ->
                assertThat(text)
                    .doesNotContainPattern(
                        "\\((true|false)\\)|\\b(where|when|and|or) true\\b|\\b(when|and|or) false\\b"));
  }

  @Test
  void mostStatementsAreShort() {
    List<Integer> lengths =
        texts().stream()
            .filter(text -> !text.startsWith("analyze") && !text.startsWith("create unique"))
            .map(String::length)
            .sorted()
            .toList();

    assertThat(lengths.get(lengths.size() / 2)).isLessThanOrEqualTo(2_000);
  }

  private List<String> texts() {
    List<String> texts = new ArrayList<>();
    for (Enforcement enforcement : enforcements()) {
      new EnforcementStatements(enforcement).all().forEach(one -> texts.add(one.sql().text()));
    }
    return texts;
  }

  private List<Enforcement> enforcements() {
    Catalog catalog = Catalog.read(company.dataSource(), Company.map());
    return new Eligibilities(Company.policy(), Company.map(), catalog, AS_OF).enforcements(null);
  }
}
