package fr.oubli.rights.rectification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import fr.oubli.platform.exit.Refusal;
import fr.oubli.rights.reply.CategoryOutcome;
import fr.oubli.rights.reply.CategoryOutcome.Kind;
import fr.oubli.rights.request.Identity;
import fr.oubli.rights.request.Request;
import fr.oubli.rights.request.Right;
import fr.oubli.testing.Company;
import fr.oubli.testing.Desk;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubjectRectifyIT {

  private final Company company = new Company();
  private final Desk desk = new Desk(company);
  private long customer;
  private long order;

  @BeforeEach
  void jeanne() {
    customer = company.customer("jeanne@example.fr", "+33612345678");
    order = company.order(customer, null);
    company.invoice(customer, order, 1, "2025-05-07");
    company.customer("paul@example.fr", "+33611111111");
  }

  @AfterEach
  void close() {
    company.close();
  }

  private List<CategoryOutcome> rectified(String content, Charset charset) throws IOException {
    Path file = company.folder().resolve("values.csv");
    Files.write(file, content.getBytes(charset));
    Request request = desk.verified(Right.RECTIFICATION, Identity.email("jeanne@example.fr"));
    return new SubjectRectify(company.dataSource(), Company.policy(), Company.map(), Desk.TODAY)
        .rectify(request, file, company.keys(), company.reports(), "test-operator");
  }

  @Test
  void valuesAreCorrectedWithTheirEvidence() throws IOException {
    String content =
        """
        collection;key;field;value
        customers;%1$d;last_name;"Martin; née Durand"
        customers;%1$d;floor;
        orders;%2$d;problem;Porte claquée
        """
            .formatted(customer, order);
    assertThat(rectified("\uFEFF" + content, StandardCharsets.UTF_8))
        .containsExactly(
            CategoryOutcome.of("customers", Kind.CORRECTED, 1),
            CategoryOutcome.of("orders", Kind.CORRECTED, 1));
    assertThat(company.text("select last_name from customers where id = " + customer))
        .isEqualTo("Martin; née Durand");
    assertThat(company.text("select problem from orders where id = " + order))
        .isEqualTo("Porte claquée");
    assertThat(company.count("oubli.ledger_entry where action = 'correct'")).isEqualTo(3);
    assertThat(company.text("select string_agg(row_keys, ',') from oubli.ledger_entry"))
        .doesNotContain("Martin");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "invoices;1;billed_name;X | credit note",
        "invoice_lines;(1,1);label;X | credit note",
        "customer;1;last_name;X | customers",
        "customers;1;lastname;X | last_name",
        "customers;1;id;7 | says which row",
        "orders;1;customer_id;2 | says which row",
        "customers;2;last_name;X | was not found for request",
        "customers;1;email; | cannot be empty",
        "customers;1;email;paul@example.fr | customers_email_key",
        "customers;1;created_at;demain | customers.created_at does not take that value",
        "customers;1;last_name | four values"
      })
  void aLineThatCannotBeIsNamedAndNothingChanges(String line, String said) throws IOException {
    Map<String, String> rows = company.rows();
    Refusal refusal =
        catchThrowableOfType(
            Refusal.class,
            () ->
                rectified(
                    "collection;key;field;value\ncustomers;1;city;Lyon\n" + line + "\n",
                    StandardCharsets.UTF_8));
    assertThat(Objects.requireNonNull(refusal).lines()).singleElement().asString().contains(said);
    assertThat(refusal.lines().get(0)).doesNotContain("paul@example.fr", "demain");
    assertThat(company.rows()).isEqualTo(rows);
    assertThat(company.count("oubli.ledger_entry")).isZero();
  }

  @Test
  void anotherEncodingIsNamed() {
    Refusal refusal =
        catchThrowableOfType(
            Refusal.class,
            () ->
                rectified(
                    "collection;key;field;value\ncustomers;1;city;Orléans\n",
                    StandardCharsets.ISO_8859_1));
    assertThat(Objects.requireNonNull(refusal).lines().get(0)).contains("UTF-8");
  }
}
