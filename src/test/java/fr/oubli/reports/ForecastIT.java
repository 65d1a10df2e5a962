package fr.oubli.reports;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.decision.Eligibilities;
import fr.oubli.decision.Enforcement;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.policy.PolicyFile;
import fr.oubli.purge.plan.PlannedEnforcement;
import fr.oubli.purge.plan.Planner;
import fr.oubli.reports.ReportWords.Language;
import fr.oubli.reports.RunFacts.Line;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.setup.demo.DemoData;
import fr.oubli.setup.demo.DemoSettings;
import fr.oubli.testing.Company;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * What the page says of the months to come is what nights of those months would find due, if
 * nothing new happened.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForecastIT {

  private static final LocalDate NIGHT = LocalDate.parse("2026-11-30");
  private static final LocalDate MID_MONTH = LocalDate.parse("2027-02-10");

  private final Company company = new Company();
  private final Policy policy = withoutLimits();

  @BeforeAll
  void demo() {
    DemoData.load(
        company.dataSource(), new DemoSettings(300, 7, NIGHT, false, company.recordings()));
  }

  /** The shipped policy, under which no night is refused. */
  private Policy withoutLimits() {
    try {
      Path file = company.folder().resolve("policy.yml");
      Files.writeString(
          file,
          Files.readString(Path.of("jobs/policy.yml"))
              .replace("from-rows: 500", "from-rows: 500000"));
      return PolicyFile.read(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterAll
  void close() {
    company.close();
  }

  /** By rule and collection, the rows that are due on a day. */
  private Map<String, Long> due(LocalDate day, Set<String> lines) {
    List<Enforcement> enforcements =
        new Eligibilities(
                policy, Company.map(), Catalog.read(company.dataSource(), Company.map()), day)
            .enforcements(null).stream()
                .filter(each -> lines.contains(each.rule().name() + ":" + each.collection()))
                .toList();
    return new Planner(company.dataSource(), Planner.Narrowing.EVERYTHING, 2)
        .plan(day, enforcements, Set.of()).lines().stream()
            .collect(
                Collectors.toMap(
                    line ->
                        line.enforcement().rule().name() + ":" + line.enforcement().collection(),
                    PlannedEnforcement::due,
                    Long::sum,
                    TreeMap::new));
  }

  private static String name(Line line) {
    return line.rule() + ":" + line.collection();
  }

  private ReaderNames names(Language language) {
    return new ReaderNames(policy, Company.map(), new ReportWords(language));
  }

  /** The night acts, and then twelve nights are asked what they would find. */
  private void assertForeseen(LocalDate night) {
    company.purge(policy, Company.map(), night);
    RunFacts run = new RunReader(company.dataSource()).latest().orElseThrow();
    List<ForecastModel.Due> foreseen = new ForecastModel(run, names(Language.EN)).all();
    Set<String> lines =
        foreseen.stream().map(each -> name(each.line())).collect(Collectors.toSet());
    assertThat(lines).hasSizeGreaterThan(12).contains("order-data:customers", "cookies:cookies");
    Map<String, Long> kept = due(night, lines);
    Map<String, Long> sums = new TreeMap<>(kept);
    for (int i = 0; i <= 12; i++) {
      YearMonth month = YearMonth.from(night).plusMonths(i);
      foreseen.forEach(
          each -> sums.merge(name(each.line()), each.rows().getOrDefault(month, 0L), Long::sum));
      // What lies between two of them is in the sums of the later one.
      if (i % 3 == 0) {
        assertThat(due(month.atEndOfMonth(), lines)).as("%s", month).isEqualTo(sums);
      }
    }
    assertThat(sums).as("something is to come").isNotEqualTo(kept);
  }

  @Test
  void theMonthsToComeAreThoseOfTheNightsThen() {
    assertForeseen(NIGHT);
    assertForeseen(MID_MONTH);
    RunFacts run = new RunReader(company.dataSource()).latest().orElseThrow();
    assertThat(new ForecastModel(run, names(Language.FR)).build())
        .hasEntrySatisfying(
            "forecast", months -> assertThat(months.toString()).contains("month=avril 2027"));
  }
}
