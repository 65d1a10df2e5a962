package fr.oubli.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.testing.BusinessTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.Resource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.init.ScriptUtils;

/**
 * What each role may do, as PostgreSQL's catalogue says it after {@code sql/roles.sql}, is the
 * table that stands in the repository: no right more and none less, of whatever kind.
 */
class RolesTableIT {

  private static final Path TABLE = Path.of("src/test/resources/roles.txt");
  private static final String HEAD =
      """
      # Role, object, verbs: all that is granted in a database after sql/roles.sql, as the catalogue has it.
      # RolesTableIT compares it; -Doubli.roles=write writes it anew. Read the difference before it is committed.

      """;

  private final String name = TestServer.newDatabase();
  private final JdbcTemplate superuser = new JdbcTemplate(TestServer.kept(name));

  private void company(int times) throws SQLException, IOException {
    Database.open(
            DatabaseSettings.from(TestServer.environment(name), Path.of("target/test-home"), 2))
        .close();
    try (Connection connection = TestServer.superuser(name).getConnection()) {
      for (Resource script : BusinessTables.scripts()) {
        ScriptUtils.executeSqlScript(connection, script);
      }
    }
    for (int i = 0; i < times; i++) {
      TestServer.execute(name, Files.readString(Path.of("sql/roles.sql")));
    }
  }

  private String table() throws IOException {
    List<String> lines =
        superuser.queryForList(
            Files.readString(Path.of("src/test/resources/granted.sql")), String.class);
    return HEAD + String.join("\n", lines) + "\n";
  }

  @Test
  void whatIsGrantedIsTheTableInTheRepository() throws SQLException, IOException {
    company(2);
    String granted = table();
    if ("write".equals(System.getProperty("oubli.roles"))) {
      Files.writeString(TABLE, granted);
    }
    assertThat(granted).isEqualTo(Files.readString(TABLE));
  }

  /** What an earlier version, or somebody by hand, granted beside is taken back. */
  @Test
  void rightsThatWereGrantedBesideAreTakenBack() throws SQLException, IOException {
    company(1);
    superuser.execute(
        """
        grant insert on oubli.ledger_entry, oubli.erasure to oubli_purge;
        grant delete on oubli.batch_job_instance to oubli_accountant;
        grant update (kind) on oubli.request to oubli_auditor;
        grant execute on function oubli.append_entry(bigint, text, text, text, text, date, text, bigint)
          to public""");
    TestServer.execute(name, Files.readString(Path.of("sql/roles.sql")));
    assertThat(table()).isEqualTo(Files.readString(TABLE));
  }
}
