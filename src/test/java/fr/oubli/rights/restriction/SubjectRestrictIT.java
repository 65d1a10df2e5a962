package fr.oubli.rights.restriction;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.purge.PurgeOutcome;
import fr.oubli.rights.request.Identity;
import fr.oubli.rights.request.Request;
import fr.oubli.rights.request.Right;
import fr.oubli.testing.Company;
import fr.oubli.testing.Desk;
import fr.oubli.testing.OubliProcess;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SubjectRestrictIT {

  /** The day on which everything of the person has become due. */
  private static final LocalDate LATER = LocalDate.of(2033, 1, 1);

  private final Company company = new Company();
  private final Desk desk = new Desk(company);

  @AfterEach
  void close() {
    company.close();
  }

  private OubliProcess restrict(Request request, String... options) throws Exception {
    String[] arguments = new String[options.length + 7];
    System.arraycopy(
        new String[] {
          "subject-restrict",
          "--as-of",
          Desk.TODAY.toString(),
          "--request",
          "" + request.id(),
          "--replies",
          company.folder().resolve("replies").toString()
        },
        0,
        arguments,
        0,
        7);
    System.arraycopy(options, 0, arguments, 7, options.length);
    return company.command(arguments);
  }

  @Test
  void restrictedRowsAreOutOfUseAndOutOfTheNightUntilThePersonWasTold() throws Exception {
    long customer = company.customer("jeanne@example.fr", "+33612345678");
    company.order(customer, null);
    long guest = company.order(null, "jeanne@example.fr");
    company.customer("paul@example.fr", "+33611111111");
    Request request = desk.verified(Right.RESTRICTION, Identity.email("jeanne@example.fr"));
    OubliProcess restricted =
        restrict(request, "--reason", "accuracy contested", "--review-on", "2027-06-30");
    assertThat(restricted.code()).as("%s", restricted.errors()).isZero();

    assertThat(company.text("select string_agg(email, ',') from oubli.active_customers"))
        .isEqualTo("paul@example.fr");
    long later = company.order(customer, null);
    assertThat(company.count("oubli.active_orders")).isZero();
    assertThat(company.count("orders")).isEqualTo(3);
    PurgeOutcome night = company.purge(LATER);
    assertThat(company.count("customers where email = 'jeanne@example.fr'")).isEqualTo(1);
    assertThat(company.count("orders where id in (%d, %d)".formatted(guest, later))).isEqualTo(2);
    assertThat(night.results().stream().mapToLong(result -> result.restricted()).sum())
        .isPositive();

    OubliProcess untold = restrict(request, "--lift");
    assertThat(untold.code()).isEqualTo(ExitCode.INVALID.code());
    assertThat(untold.errors()).singleElement().asString().contains("--told-on");
    assertThat(restrict(request, "--lift", "--told-on", Desk.TODAY.toString()).code()).isZero();
    assertThat(company.count("oubli.active_customers")).isEqualTo(2);
    company.purge(LATER);
    assertThat(company.count("customers where email = 'jeanne@example.fr'")).isZero();
  }
}
