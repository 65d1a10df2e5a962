package fr.oubli.setup.check;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.testing.Shop;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the check says of the rows that stay in files; PostgreSQL's own VACUUM is kept away. */
class FilesSectionIT {

  private final Shop shop = Shop.fresh();

  @AfterEach
  void close() {
    shop.close();
  }

  private String lines() {
    return String.join(
        "\n", new FilesSection(shop.dataSource(), shop.policy(), Shop.map()).section().lines());
  }

  /** PostgreSQL counts the rows of a session when the session ends, or is asked to. */
  private void counted(List<String> statements) throws SQLException {
    try (Connection connection = shop.connect();
        Statement statement = connection.createStatement()) {
      for (String one : statements) {
        statement.execute(one);
      }
      statement.execute("select pg_stat_force_next_flush()");
    }
  }

  @Test
  void deadRowsAreToldUntilAVacuumAndTheOthersShareALine() throws SQLException {
    assertThat(lines())
        .contains("no dead row in ", "cookies", "no table is rewritten")
        .doesNotContain("dead rows");
    counted(
        List.of(
            "alter table cookies set (autovacuum_enabled = off)",
            "insert into cookies (value, set_at) select 'x', '2026-01-01' from generate_series(1, 12)",
            "delete from cookies where ctid < '(0,8)'"));

    assertThat(lines())
        .containsPattern("(?m)^ +table +dead rows +last vacuumed +last rewritten$")
        .containsPattern("(?m)^ +cookies +7 +never +never$")
        .containsPattern("no dead row in \\d+ tables: (?!.*cookies)");

    shop.jdbc().execute("vacuum cookies");
    assertThat(lines()).doesNotContain("dead rows").containsPattern("no dead row in .*cookies");
  }

  @Test
  void aVacuumThatDidNotFreeAllIsToldWithItsDay() throws SQLException {
    counted(
        List.of(
            "alter table cookies set (autovacuum_enabled = off)",
            "vacuum cookies",
            "insert into cookies (value, set_at) select 'x', '2026-01-01' from generate_series(1, 3)",
            "update cookies set value = 'y'"));

    assertThat(lines())
        .containsPattern("(?m)^ +cookies +3 +\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d +never$");
  }

  @Test
  void piecesOfLongValuesAreToldApart() throws SQLException {
    counted(
        List.of(
            "alter table cookies set (autovacuum_enabled = off, toast.autovacuum_enabled = off)",
            "alter table cookies alter column value set storage external",
            "insert into cookies (value, set_at) values (repeat('x', 10000), '2026-01-01')",
            "delete from cookies"));

    assertThat(lines())
        .containsPattern("(?m)^ +cookies +1, and [1-9]\\d* pieces of long values +never");
  }

  @Test
  void whatThePolicyAsksForIsSaid() {
    shop.amend(
        "share-of-collection",
        "rewrite: { tables: all, between: 02:00-05:00 }, share-of-collection");
    assertThat(lines())
        .contains("rewritten after the night in which rows went, between 02:00-05:00: all tables");
  }
}
