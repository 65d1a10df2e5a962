package fr.oubli.reports;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.platform.console.Progress;
import fr.oubli.purge.NightlyPurge;
import fr.oubli.testing.Company;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UnaskedReaderIT {

  private static final LocalDate NIGHT = LocalDate.of(2027, 3, 6);

  @Test
  void whatWentWithoutHavingBeenAskedIsOnThePage() throws IOException {
    try (Company company = new Company()) {
      long asked = company.customer("a@exemple.fr", "0600000001");
      company.customer("b@exemple.fr", "0600000002");
      company.customer("c@exemple.fr", "0600000003");
      company.recording(null, "0600000001", "2020-01-01 10:00+01", "gone.ogg");
      company
          .jdbc()
          .update(
              "insert into oubli.inactivity_notice values"
                  + " ('prospects', 'customers', ?, '2024-03-04', '2027-03-05', '2027-01-05')",
              "" + asked);
      new NightlyPurge(
              Company.policy(),
              Company.map(),
              company.dataSource(),
              Progress.silent(),
              Clock.systemUTC(),
              new CompliancePage())
          .run(company.options(NIGHT, false, null));

      RunFacts run = new RunReader(company.dataSource()).latest().orElseThrow();
      assertThat(new UnaskedReader(company.dataSource(), Company.policy()).of(run))
          .isEqualTo(Map.of("prospects", 2L, "newsletter", 0L));
      assertThat(
              CompliancePageTest.plain(
                  company.reports().resolve(NIGHT.toString()).resolve("index.html")))
          .contains("jamais prévenues : 2", "jamais prévenues : 0");
    }
  }
}
