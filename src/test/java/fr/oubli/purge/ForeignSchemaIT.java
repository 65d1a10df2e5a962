package fr.oubli.purge;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.testing.Foreign;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A schema that nobody here designed, purged by a map and a policy of a screen each. */
class ForeignSchemaIT {

  private static final Path FILES = Path.of("src/test/resources/northwind");
  private final Foreign database =
      Foreign.of(
          FILES.resolve("schema.sql"), FILES.resolve("datamap.yml"), FILES.resolve("policy.yml"));
  private final PurgeOutcome outcome = run();

  @AfterEach
  void close() {
    database.close();
  }

  private PurgeOutcome run() {
    return database.purge("2005-01-01");
  }

  @Test
  void aCustomerPastSevenYearsIsAnonymisedUnderItsTextKeyAndNotNullName() {
    assertThat(outcome.code()).as("%s", outcome.remarks()).isEqualTo(ExitCode.DONE);
    assertThat(database.text("select row(c.*) from customers c where customer_id = 'ANCIE'"))
        .isEqualTo("(ANCIE,\"Erased ANCIE\",,,,,,69,France,,)");
  }

  @Test
  void theOrdersAndTheirLinesWithCompositeKeysGoBeforeTheCustomer() {
    assertThat(database.text("select string_agg(order_id::text, ',') from orders")).isEqualTo("4");
    assertThat(database.count("order_details")).isEqualTo(2);
    assertThat(database.text("select string_agg(customer_id, ',') from customer_customer_demo"))
        .isEqualTo("RECEN");
  }

  @Test
  void aRecentCustomerAndOneWhoNeverOrderedStay() {
    assertThat(database.text("select contact_name from customers where customer_id = 'RECEN'"))
        .isEqualTo("Rose Récente");
    assertThat(database.text("select contact_name from customers where customer_id = 'JAMAI'"))
        .isEqualTo("Jo Jamais");
  }

  @Test
  void aCustomerWhoseOnlyOrderWentByAnotherRuleIsNotForgotten() {
    assertThat(database.text("select company_name from customers where customer_id = 'SEULE'"))
        .isEqualTo("Erased SEULE");
  }

  @Test
  void theLedgerNamesCompositeKeysAndASecondRunAddsNothing() {
    assertThat(
            database.count(
                "oubli.ledger_entry, unnest(row_keys::text[]) k"
                    + " where collection = 'order_details' and k = '(1,2)'"))
        .isEqualTo(1);
    long entries = database.count("oubli.ledger_entry");
    assertThat(run().code()).isEqualTo(ExitCode.DONE);
    assertThat(database.count("oubli.ledger_entry")).isEqualTo(entries);
    assertThat(database.verifyLedger().faults()).isEmpty();
  }
}
