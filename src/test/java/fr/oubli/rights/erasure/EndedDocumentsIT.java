package fr.oubli.rights.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.evidence.LedgerVerification;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.policy.PolicyFile;
import fr.oubli.rights.erasure.SubjectErase.Erased;
import fr.oubli.rights.reply.CategoryOutcome;
import fr.oubli.rights.reply.CategoryOutcome.Kind;
import fr.oubli.rights.request.Identity;
import fr.oubli.rights.request.Right;
import fr.oubli.testing.Company;
import fr.oubli.testing.Desk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An erasure ends a document at once whose ten years are over, and archives no other's. */
class EndedDocumentsIT {

  private static final Identity JEANNE = Identity.email("jeanne@example.fr");

  private final Company company = new Company();

  @AfterEach
  void close() {
    company.close();
  }

  private Erased erased(Policy policy) {
    Desk desk = new Desk(company, policy, Company.map(), Desk.TODAY);
    return desk.erasure().erase(desk.verified(Right.ERASURE, JEANNE).id());
  }

  private long jeanne(String email) {
    long customer = company.customer(email, "+33612345678");
    company.order(customer, email);
    return customer;
  }

  private List<String> archived() {
    return company
        .jdbc()
        .queryForList(
            "select collection || ' ' || (content ->> 'number') from oubli.archive"
                + " where collection = 'invoices'",
            String.class);
  }

  private static List<String> told(Erased erased, Kind kind) {
    return erased.outcomes().stream()
        .filter(outcome -> outcome.kind() == kind)
        .filter(outcome -> outcome.collection().startsWith("invoice"))
        .map(outcome -> outcome.collection() + " " + outcome.rows())
        .toList();
  }

  @Test
  void whatIsOverIsErasedAndTheRestArchived() {
    long customer = jeanne(JEANNE.value());
    company.invoice(customer, null, 1, "2015-05-07");
    company.invoice(customer, null, 2, "2016-05-07");
    long other = jeanne("other@example.fr");
    company.invoice(other, null, 3, "2015-05-07");

    Erased erased = erased(Company.policy());

    assertThat(erased.state()).isEqualTo(ErasureState.DONE);
    assertThat(told(erased, Kind.ERASED))
        .containsExactlyInAnyOrder("invoices 1", "invoice_lines 1");
    assertThat(told(erased, Kind.ARCHIVED))
        .containsExactlyInAnyOrder("invoices 1", "invoice_lines 1");
    assertThat(archived()).containsExactly("invoices 2");
    assertThat(company.count("invoices where number = 3")).isEqualTo(1);
    assertThat(company.count("oubli.destroyed_document where number = '1'")).isEqualTo(1);
    assertThat(new LedgerVerification(company.dataSource()).verify(company.reports(), "").faults())
        .isEmpty();
  }

  @Test
  void whatNobodyApprovedStaysInTheArchive() throws IOException {
    company.invoice(jeanne(JEANNE.value()), null, 1, "2015-05-07");
    Path policy =
        Files.writeString(
            company.folder().resolve("policy.yml"),
            Files.readString(Path.of("jobs/policy.yml"))
                .replace("accounting:\n", "accounting:\n  approval: true\n"));

    Erased erased = erased(PolicyFile.read(policy));

    assertThat(erased.outcomes()).extracting(CategoryOutcome::kind).contains(Kind.ARCHIVED);
    assertThat(archived()).containsExactly("invoices 1");
  }
}
