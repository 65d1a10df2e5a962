package fr.oubli.purge;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.testing.Shop;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NoPersonalValueIT {

  private static final String MARK = "zzmarker";
  private static final String LONG_AGO = "2019-05-06 12:00+02";

  private final Shop shop = Shop.fresh();

  @BeforeEach
  void plantAMarkerInEveryTextColumn() {
    String email = MARK + "@example.fr";
    long customer =
        shop.insert(
            "customers",
            "email",
            email,
            "first_name",
            MARK,
            "last_name",
            MARK,
            "phone",
            MARK,
            "postal_code",
            MARK,
            "created_at",
            LONG_AGO);
    long order =
        shop.insert(
            "orders",
            "customer_id",
            customer,
            "ordered_at",
            LONG_AGO,
            "status",
            MARK,
            "email",
            email,
            "last_name",
            MARK,
            "amount",
            12);
    long invoice =
        shop.insert(
            "invoices",
            "order_id",
            order,
            "customer_id",
            customer,
            "number",
            MARK,
            "issued_on",
            "2019-05-06",
            "billed_name",
            MARK,
            "billed_email",
            MARK);
    shop.insert("invoice_lines", "invoice_id", invoice, "line_no", 1, "label", MARK);
    shop.insert(
        "contact_requests",
        "customer_id",
        customer,
        "email",
        email,
        "problem",
        MARK,
        "received_at",
        LONG_AGO);
    shop.insert("cookies", "value", MARK, "set_at", LONG_AGO);
    shop.insert("cookies", "value", MARK, "set_at", null);
    shop.file(MARK + ".wav");
    shop.insert(
        "recordings", "caller_number", MARK, "started_at", LONG_AGO, "file_path", MARK + ".wav");
  }

  @AfterEach
  void close() {
    shop.close();
  }

  private List<String> tablesWithTheMarker() {
    List<String> found = new ArrayList<>();
    shop.jdbc()
        .queryForList(
            "select quote_ident(table_name) from information_schema.tables where table_schema = 'oubli'"
                + " and table_name <> 'archive'",
            String.class)
        .forEach(
            table -> {
              if (shop.count("oubli." + table + " row where row::text ilike '%" + MARK + "%'")
                  > 0) {
                found.add(table);
              }
            });
    return found;
  }

  private List<Path> filesWithTheMarker() throws IOException {
    try (Stream<Path> files = Files.walk(shop.reports())) {
      List<Path> found = new ArrayList<>();
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (new String(Files.readAllBytes(file), StandardCharsets.UTF_8).contains(MARK)
            || file.toString().contains(MARK)) {
          found.add(file);
        }
      }
      return found;
    }
  }

  @Test
  void evidenceMetadataAndReportsHoldNoPersonalValue() throws IOException {
    PurgeOutcome outcome = shop.purge("2026-11-23");

    assertThat(outcome.code()).isEqualTo(ExitCode.QUARANTINE);
    assertThat(shop.anonymised(1)).isTrue();
    assertThat(tablesWithTheMarker()).isEmpty();
    assertThat(filesWithTheMarker()).isEmpty();
    assertThat(outcome.toString()).doesNotContain(MARK);
  }

  @Test
  void aPlanHoldsNoPersonalValue() {
    shop.dryRun("2026-11-23");

    assertThat(tablesWithTheMarker()).isEmpty();
  }

  @Test
  void aFailureThatQuotesTheRowLeavesNoPersonalValueBehind() {
    shop.jdbc()
        .execute(
            "alter table cookies add constraint c check (value <> '' or set_at is null);"
                + "create function fail() returns trigger language plpgsql as $$ begin"
                + " raise exception 'no' using detail = 'Failing row contains ' || old.value; end $$;"
                + "create trigger fail before delete on cookies for each row execute function fail()");

    PurgeOutcome outcome = shop.purge("2026-11-23");

    assertThat(outcome.code()).isEqualTo(ExitCode.FAILED);
    assertThat(tablesWithTheMarker()).isEmpty();
    assertThat(outcome.toString()).doesNotContain(MARK);
  }
}
