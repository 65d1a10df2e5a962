package fr.oubli.request;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.exit.ExitCode;
import fr.oubli.testing.Company;
import fr.oubli.testing.Desk;
import fr.oubli.testing.OubliProcess;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RequestCommandTest {

  private final Company company = new Company();

  @AfterEach
  void close() {
    company.close();
  }

  private List<String> request(String step, String... arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of("request", step, "--as-of", "" + Desk.TODAY));
    all.addAll(List.of(arguments));
    OubliProcess process = company.command(all.toArray(String[]::new));
    process.finish(ExitCode.DONE);
    return process.output();
  }

  @Test
  void aRequestThatFoundNobodyIsVerifiedWithAWarningAndTakesMoreIdentities() throws Exception {
    long account = company.customer("jeanne@example.fr", "+33612345678");
    long request = new Desk(company).letter(Right.ACCESS, Identity.email("j@example.fr")).id();

    assertThat(request("verify-identity", "" + request, "--means", "call back"))
        .anyMatch(line -> line.startsWith("warning: no row is confirmed"));
    assertThat(request("match", "" + request, "--rows", "--email", "jeanne@example.fr"))
        .contains("customers:" + account);
  }
}
