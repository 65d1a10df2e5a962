package fr.oubli.setup.check;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.testing.Company;
import fr.oubli.testing.OubliProcess;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What an account wrote that may not read all registers is kept outside by nobody yet. */
class UnkeptRegistersIT {

  private static final String TOLD = "registers changed since they were last kept outside";

  @Test
  void checkSaysWhatARestoreWouldLoseUntilItIsKept() throws IOException, InterruptedException {
    try (Company company = new Company()) {
      company.command("request", "list").finish(ExitCode.DONE);
      assertThat(check(company)).doesNotContain(TOLD);

      company.insert(
          "oubli.hold",
          "scope",
          "row",
          "collection",
          "invoices",
          "row_key",
          "1",
          "reason",
          "tax audit",
          "owner",
          "Accounts",
          "review_on",
          "2099-06-30",
          "added_by",
          "accountant");
      assertThat(check(company)).contains(TOLD);

      company.command("request", "list").finish(ExitCode.DONE);
      assertThat(check(company)).doesNotContain(TOLD);
    }
  }

  private static String check(Company company) throws IOException, InterruptedException {
    OubliProcess check = company.command("check", "--as-of", "2026-11-23");
    check.finish(ExitCode.DONE);
    return String.join(" ", check.output()).replaceAll("\\s+", " ");
  }
}
