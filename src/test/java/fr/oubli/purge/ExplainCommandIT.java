package fr.oubli.purge;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.testing.Company;
import fr.oubli.testing.OubliProcess;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExplainCommandIT {

  private final Company company = new Company();

  @AfterEach
  void close() {
    company.close();
  }

  @Test
  void anAnonymisedRowIsExplainedWithTheLedgerEntryThatDidIt() throws Exception {
    long account = company.customer("jeanne@example.fr", "+33612345678");
    company.order(account, null);
    company.purge(LocalDate.of(2031, 6, 1));

    OubliProcess explained = company.command("explain", "customers", "" + account);

    explained.finish(ExitCode.DONE);
    assertThat(explained.output())
        .anyMatch(line -> line.matches("order-data +anonymise .* done .*"))
        .anyMatch(
            line ->
                line.matches(
                    "row %d of customers: anonymise by rule order-data in run 1, ledger entry \\d+, .* UTC"
                        .formatted(account)));
  }
}
