package fr.oubli.purge;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.model.datamap.DataMapFile;
import fr.oubli.model.policy.PolicyFile;
import fr.oubli.platform.console.Progress;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.testing.Shop;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/** A schema that nobody here designed, purged by a map and a policy of a screen each. */
class ForeignSchemaIT {

  private static final Path FILES = Path.of("src/test/resources/northwind");
  private final Shop database = Shop.fresh();
  private PurgeOutcome outcome =
      new PurgeOutcome(
          ExitCode.FAILED, 0, java.util.List.of(), java.util.List.of(), java.util.List.of());

  @BeforeEach
  void purge() {
    database.jdbc().execute("drop schema public cascade");
    database.jdbc().execute("create schema public");
    new ResourceDatabasePopulator(new ClassPathResource("northwind/schema.sql"))
        .execute(database.dataSource());
    outcome = run();
  }

  @AfterEach
  void close() {
    database.close();
  }

  private PurgeOutcome run() {
    return new NightlyPurge(
            PolicyFile.read(FILES.resolve("policy.yml")),
            DataMapFile.read(FILES.resolve("datamap.yml")),
            database.dataSource(),
            Progress.silent(),
            Clock.systemUTC())
        .run(database.options(LocalDate.of(2005, 1, 1), false, null));
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
