package fr.oubli.purge;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.decision.Eligibilities;
import fr.oubli.decision.Explainer;
import fr.oubli.testing.Foreign;
import fr.oubli.testing.Plain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a condition leaves out is told: in the plan, in the report, and of one row. */
class LeftOutRowsIT {

  private static final String TODAY = "2026-11-27";

  private final Foreign database = new Foreign();

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void thePlanSaysHowManyRowsAConditionLeavesOut() {
    ConditionsIT.shop(
        database,
        "insert into orders values (3, null, 'guest@exemple.fr', '2020-01-01', null, 1);",
        "{ customers.country: [FR] }",
        ConditionsIT.ALL);

    PurgeOutcome plan = database.dryRun(TODAY);

    assertThat(plan.remarks().get(0).lines())
        .contains(
            "french: 'only' leaves out 1 row of messages",
            "french: 'only' leaves out 2 rows of orders, 1 of them of no row that it asks",
            "french: 'only' leaves out 1 row of customers");
    String hash = database.text("select hash from oubli.plan");
    database.execute("insert into orders values (4, 2, null, '2020-01-02', null, 1)");
    database.dryRun(TODAY);
    assertThat(
            database.text(
                "select count(*)::text from oubli.plan where hash <> '%s'".formatted(hash)))
        .as("another row left out is another plan")
        .isEqualTo("1");
  }

  @Test
  void theComplianceTableSaysItInFrench() throws IOException {
    ConditionsIT.shop(database, "", "{ customers.country: [FR] }", ConditionsIT.ALL);
    database.purge(TODAY);

    try (Stream<Path> files = Files.walk(database.folder())) {
      Path table =
          files.filter(file -> file.endsWith("retention-compliance.csv")).findFirst().orElseThrow();
      assertThat(Plain.file(table)).contains("laissées de côté par la condition de la règle : 1");
    }
  }

  @Test
  void aRowIsToldWhatItDoesNotMeet() {
    ConditionsIT.shop(
        database,
        "insert into orders values (3, null, 'guest@exemple.fr', '2020-01-01', null, 1);",
        "{ customers.country: [FR], customers.vip: { not: ['true'] } }",
        ConditionsIT.ALL);
    database.execute("update customers set vip = true where id = 2");

    assertThat(outside("orders", "2"))
        .isEqualTo(
            "customers.country is DE, not FR; customers.vip is true, which 'only' leaves out");
    assertThat(outside("customers", "2")).startsWith("customers.country is DE, not FR");
    assertThat(outside("orders", "3"))
        .startsWith("no row of customers that it belongs to, for customers.country FR");
    assertThat(outside("messages", "1")).isEqualTo("-");
  }

  private String outside(String collection, String key) {
    Eligibilities eligibilities =
        new Eligibilities(
            database.policy(), database.map(), database.catalog(), LocalDate.parse(TODAY));
    String outside =
        new Explainer(database.policy(), eligibilities, database.dataSource())
            .explain(collection, key)
            .get(0)
            .outside();
    return outside == null ? "-" : outside;
  }
}
