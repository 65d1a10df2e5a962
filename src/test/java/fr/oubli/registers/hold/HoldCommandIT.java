package fr.oubli.registers.hold;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.testing.Company;
import fr.oubli.testing.OubliProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HoldCommandIT {

  private final Company company = new Company();

  @AfterEach
  void close() {
    company.close();
  }

  private void refused(String mend, String... command) throws Exception {
    OubliProcess process = company.command(command);
    process.finish(ExitCode.INVALID);
    assertThat(process.errors()).singleElement().asString().endsWith(mend);
  }

  @Test
  void aMistypedCollectionIsToldByTheNameThatWasMeant() throws Exception {
    String mend = "the map has no collection customer; did you mean 'customers'?";
    refused(
        mend,
        "hold",
        "add",
        "subject",
        "customer:42",
        "--reason",
        "court case",
        "--owner",
        "Legal",
        "--review-on",
        "2030-01-01");
    refused(mend, "explain", "customer", "42");
    assertThat(company.count("oubli.hold")).isZero();
  }
}
