package fr.oubli.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.oubli.platform.exit.Refusal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;

class SchemaHistoryIT {

  private static final SchemaHistory OWN =
      new SchemaHistory("oubli", "sql/governance", Set.of(BatchMetadata.class.getName()));

  private static boolean complete(Database database) throws SQLException {
    try (Connection connection = database.dataSource().getConnection()) {
      return OWN.complete(connection);
    }
  }

  @Test
  void whatFlywayMigratedIsComplete() throws SQLException {
    try (Database database = TestServer.open()) {
      assertThat(complete(database)).isTrue();
    }
  }

  @Test
  void anEmptyDatabaseIsNotComplete() throws SQLException {
    try (Connection connection = TestServer.superuser(TestServer.newDatabase()).getConnection()) {
      assertThat(OWN.complete(connection)).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "delete from oubli.flyway_schema_history where version = '5'",
        "update oubli.flyway_schema_history set checksum = checksum + 1 where version = '5'",
        "update oubli.flyway_schema_history set success = false where version = '5'",
        "update oubli.flyway_schema_history set script = 'V5__other.sql' where version = '5'",
        "insert into oubli.flyway_schema_history select 99, '99', 'later', 'SQL', 'V99__later.sql',"
            + " 1, 'agent', now(), 1, true"
      })
  void whatDiffersFromThisProgramsMigrationsIsLeftToFlyway(String change) throws SQLException {
    try (Database database = TestServer.open()) {
      new JdbcTemplate(database.dataSource()).execute(change);
      assertThat(complete(database)).isFalse();
    }
  }

  /** An older program would not know what a newer one keeps there. */
  @ParameterizedTest
  @ValueSource(strings = {"100", "1000"})
  void aProgramThatIsOlderThanTheSchemaIsRefused(String version) throws SQLException {
    String name = TestServer.newDatabase();
    DataSource source = TestServer.superuser(name);
    try (Connection connection = source.getConnection()) {
      Migrations.governance(source, connection);
      new JdbcTemplate(source)
          .execute(
              "insert into oubli.flyway_schema_history select 999, '%1$s', 'later', 'SQL',"
                      .formatted(version)
                  + " 'V%s__later.sql', 1, 'agent', now(), 1, true".formatted(version));

      for (ThrowingCallable asked :
          List.<ThrowingCallable>of(
              () -> Migrations.governance(source, connection),
              () -> Migrations.behind(source, connection))) {
        assertThatThrownBy(asked)
            .isInstanceOf(Refusal.class)
            .hasMessage(
                "the schema oubli is of a later version than this program, which has no"
                    + " V%s__later.sql; run the program that was installed last"
                        .formatted(version));
      }
    }
  }
}
