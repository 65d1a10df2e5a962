package fr.oubli.rights.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.oubli.decision.person.Phones;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.testing.Company;
import fr.oubli.testing.Desk;
import fr.oubli.testing.OubliProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhonesIT {

  private static final String BERLIN = "030-0074321";

  private final Company company = new Company();

  @AfterEach
  void close() {
    company.close();
  }

  private List<String> found(String region, String asked) {
    Identity phone = Identity.phone(asked);
    Request request = new Desk(company).letter(Right.ACCESS);
    new SubjectSearch(
            company.dataSource(),
            Company.map(),
            Objects.requireNonNull(Company.policy().subject()),
            new Phones(region),
            Catalog.read(company.dataSource(), Company.map()))
        .search(request.id(), List.of(phone));
    return new Matches(company.dataSource())
        .proposals(request.id()).stream().map(row -> row.collection() + ":" + row.key()).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "FR, (5) 555-4729, 5.555.4729",
    "FR, (171) 555-7788, (171) 555-7788",
    "FR, 030-0074321, 030 00 74 32 1",
    "DE, 030-0074321, +49 30 0074321",
    "DE, +49 (0)30 0074321, 030 0074321",
    "NO, 22 98 92 35, 22989235",
    "US, (206) 555-9857, +1 206 555 9857",
    "FR, 0033612345678, 06 12 34 56 78"
  })
  void aNumberIsFoundAsItStandsAndAsTheRegionReadsIt(String region, String stored, String asked) {
    long account = company.customer("jeanne@example.fr", stored);
    company.customer("paul@example.fr", "(9) 876-5432");
    assertThat(found(region, asked)).containsExactly("customers:" + account);
  }

  /** What the suppression list holds the digest of: French numbers as ever, no guess of others. */
  @ParameterizedTest
  @CsvSource({
    "FR, 06 12 34 56 78, +33612345678",
    "FR, 0033612345678, +33612345678",
    "FR, +1 555 123 4567, +15551234567",
    "FR, (5) 555-4729, 55554729",
    "FR, 07-98 92 35, 07989235",
    "DE, 030-0074321, +49300074321",
    "US, 030-0074321, 0300074321"
  })
  void aNumberIsWrittenInFullOnlyWhereThatIsNoGuess(String region, String written, String full) {
    assertThat(new Phones(region).normalised(written)).isEqualTo(full);
  }

  @ParameterizedTest
  @CsvSource({
    "FR, 06 12 34 56 78, call +33(0)6.12.34.56.78 or 07, true",
    "FR, +33612345678, 06 12-34 56 78, true",
    "FR, +33612345678, 106 12 34 56 78, false",
    "FR, (5) 555-4729, at (5)555 4729, true",
    "FR, (5) 555-4729, at 55 554 729 1, true",
    "FR, (5) 555-4729, at 555547291, false",
    "RU, +7 495 123 45 67, 8 (495) 123-45-67, true",
    "RU, +7 495 123 45 67, 84951234567, true"
  })
  void aNumberIsRecognisedInsideAText(String region, String number, String text, boolean there) {
    assertThat(
            company
                .jdbc()
                .queryForObject(
                    "select ? ~ ?", Boolean.class, text, new Phones(region).pattern(number)))
        .isEqualTo(there);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0000000000", "n/a", "12 34 56", "06 12 34 56 78 or 06 98 76 54 32 after 7"})
  void whatIsNoNumberIdentifiesNobody(String text) {
    assertThatThrownBy(() -> Identity.phone(text))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("is not a telephone number");
  }

  /** GDPR art. 19: whoever received the number received it as it is stored. */
  @Test
  void recipientsAreToldTheNumberAsItIsStored() throws Exception {
    company.customer("erika@example.de", BERLIN);
    Request request = new Desk(company).verified(Right.ERASURE, Identity.email("erika@example.de"));
    Path replies = company.folder().resolve("replies");
    OubliProcess process =
        company.command(
            "subject-erase",
            "--request",
            "" + request.id(),
            "--as-of",
            "" + Desk.TODAY,
            "--replies",
            "" + replies,
            "--reports",
            "" + company.reports(),
            "--recordings",
            "" + company.recordings());
    process.finish(ExitCode.DONE);
    Path notice =
        replies.resolve("demande-" + request.id() + "/notification-" + request.id() + "-1-1.txt");
    assertThat(Files.readString(notice)).contains("- " + BERLIN + "\n").doesNotContain("+33");
  }
}
