package fr.oubli.purge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.registers.hold.HoldRegister;
import fr.oubli.testing.Shop;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ArchiveIT {

  private static final String NIGHT = "2026-11-23";

  private final Shop shop = Shop.fresh();

  @AfterEach
  void close() {
    shop.close();
  }

  private long invoiceOfAFormerCustomer(String year) {
    long customer = shop.customer("a@example.fr");
    long order = shop.order(customer, year + "-05-06 12:00+02");
    long invoice = shop.invoice("F1", order, year + "-05-06");
    shop.line(invoice, 1);
    shop.line(invoice, 2);
    return invoice;
  }

  @Test
  void anInvoiceLeavesTheActiveBaseWithTheListedColumnsOnly() {
    invoiceOfAFormerCustomer("2019");

    assertThat(shop.purge(NIGHT).code()).isEqualTo(ExitCode.DONE);

    assertThat(shop.count("invoices")).isZero();
    assertThat(
            shop.text(
                "select string_agg(k, ',' order by k) from oubli.archive, jsonb_object_keys(content) k"
                    + " where collection = 'invoices'"))
        .isEqualTo("billed_name,corrects_id,issued_on,number,total");
    assertThat(
            shop.text(
                "select content ->> 'number' from oubli.archive where collection = 'invoices'"))
        .isEqualTo("F1");
  }

  @Test
  void itsLinesAreArchivedWithIt() {
    invoiceOfAFormerCustomer("2019");

    shop.purge(NIGHT);

    assertThat(shop.count("invoice_lines")).isZero();
    assertThat(
            shop.count(
                "oubli.archive where collection = 'invoice_lines' and content ->> 'label' = 'Serrure'"))
        .isEqualTo(2);
  }

  @Test
  void itStaysInTheArchiveUntilTheTenthYearAfterTheCloseIsOver() {
    invoiceOfAFormerCustomer("2019");
    shop.purge(NIGHT);

    shop.purge("2029-12-31");
    assertThat(shop.count("oubli.archive")).isEqualTo(3);

    shop.purge("2030-01-01");
    assertThat(shop.count("oubli.archive")).isZero();
  }

  @Test
  void theEndOfTheArchiveIsInTheLedger() {
    long invoice = invoiceOfAFormerCustomer("2019");
    shop.purge(NIGHT);
    shop.purge("2030-01-01");

    assertThat(
            shop.text(
                "select rule || ' ' || action || ' ' || row_keys from oubli.ledger_entry"
                    + " where collection = 'archive.invoices'"))
        .isEqualTo("accounting-documents delete {" + invoice + "}");
    assertThat(shop.verifyLedger().intact()).isTrue();
  }

  @Test
  void aBacklogPastBothPeriodsIsGoneAfterOneRun() {
    invoiceOfAFormerCustomer("2010");

    assertThat(shop.purge(NIGHT).code()).isEqualTo(ExitCode.DONE);

    assertThat(shop.count("invoices")).isZero();
    assertThat(shop.count("invoice_lines")).isZero();
    assertThat(shop.count("oubli.archive")).isZero();
  }

  @Test
  void aCreditNoteYearsLaterKeepsItsInvoice() {
    long invoice = shop.invoice("F1", null, "2015-06-01");
    long credit = shop.invoice("A1", null, "2021-05-01");
    shop.jdbc().update("update invoices set corrects_id = ? where id = ?", invoice, credit);
    shop.line(invoice, 1);

    shop.purge("2031-12-31");
    assertThat(shop.has("invoices", invoice)).isTrue();
    assertThat(shop.count("invoice_lines")).isEqualTo(1);

    assertThat(shop.purge("2032-01-01").code()).isEqualTo(ExitCode.DONE);
    assertThat(shop.count("invoices")).isZero();
    assertThat(shop.count("invoice_lines")).isZero();
  }

  @Test
  void aCreditNoteKeepsItsInvoiceInTheArchiveToo() {
    long invoice = invoiceOfAFormerCustomer("2015");
    long credit = shop.invoice("A1", shop.order(1L, "2015-07-01 12:00+02"), "2021-05-01");
    shop.jdbc().update("update invoices set corrects_id = ? where id = ?", invoice, credit);
    shop.purge("2025-11-23");
    assertThat(shop.count("invoices")).isZero();

    shop.purge("2031-12-31");
    assertThat(shop.count("oubli.archive where collection = 'invoices'")).isEqualTo(2);

    shop.purge("2032-01-01");
    assertThat(shop.count("oubli.archive")).isZero();
  }

  @Test
  void aHoldOnThePersonKeepsTheArchivedInvoice() {
    invoiceOfAFormerCustomer("2019");
    shop.purge(NIGHT);
    new HoldRegister(shop.dataSource())
        .add(
            HoldRegister.Scope.SUBJECT,
            "customers",
            "1",
            "lawsuit",
            "legal",
            java.time.LocalDate.of(2031, 1, 1),
            "me");

    shop.purge("2030-01-01");

    assertThat(shop.count("oubli.archive where collection = 'invoices'")).isEqualTo(1);
  }

  @Test
  void anAccountantReadsTheArchive() throws SQLException {
    invoiceOfAFormerCustomer("2019");
    shop.purge(NIGHT);

    assertThat(seenBy("shop_accountant", "grant oubli_accountant to shop_accountant")).isEqualTo(3);
  }

  @Test
  void anotherRoleIsRefusedTheArchiveEvenWhereItMayRead() {
    invoiceOfAFormerCustomer("2019");
    shop.purge(NIGHT);

    assertThatThrownBy(
            () ->
                seenBy(
                    "shop_marketing",
                    "grant usage on schema oubli to shop_marketing;"
                        + "grant select on oubli.archive to shop_marketing"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("permission denied");
  }

  private long seenBy(String role, String grants) throws SQLException {
    try (Connection connection = shop.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "do $$ begin create role %s; exception when duplicate_object then null; end $$"
              .formatted(role));
      statement.execute(grants);
      statement.execute("set role " + role);
      try (var row = statement.executeQuery("select count(*) from oubli.archive")) {
        row.next();
        return row.getLong(1);
      }
    }
  }
}
