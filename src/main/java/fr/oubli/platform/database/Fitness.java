package fr.oubli.platform.database;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** Whether a server and a role can hold the schema oubli. */
record Fitness(
    int versionNumber,
    String version,
    String role,
    String database,
    boolean standby,
    boolean mayCreateSchema,
    boolean hasSchema,
    boolean mayUseSchema) {

  private static final int OLDEST = 15;

  static Fitness of(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                select current_setting('server_version_num')::int, current_setting('server_version'),
                       current_user::text, current_database()::text, pg_is_in_recovery(),
                       has_database_privilege(current_database(), 'create'), s.oid is not null,
                       coalesce(has_schema_privilege(s.oid, 'usage'), false)
                  from (select 1) one left join pg_namespace s on s.nspname = 'oubli'
                """)) {
      row.next();
      return new Fitness(
          row.getInt(1),
          row.getString(2),
          row.getString(3),
          row.getString(4),
          row.getBoolean(5),
          row.getBoolean(6),
          row.getBoolean(7),
          row.getBoolean(8));
    }
  }

  void refuseOld(String place) {
    if (versionNumber < OLDEST * 10_000) {
      throw refusal(
          place + " is PostgreSQL " + version + "; Oubli needs version " + OLDEST + " or newer");
    }
  }

  void refuseUnfit(String place) {
    refuseOld(place);
    unfit(place)
        .ifPresent(
            line -> {
              throw refusal(line);
            });
  }

  /** Why a job that works cannot work here as this role, and the mend. */
  Optional<String> unfit(String place) {
    if (standby) {
      return Optional.of(place + " is a standby, which nothing can write; name the primary server");
    }
    if (!hasSchema && !mayCreateSchema) {
      return Optional.of(
          "role %s may not create the schema oubli at %s; grant create on database %s to %s"
              .formatted(role, place, database, role));
    }
    if (hasSchema && !mayUseSchema) {
      return Optional.of(
          "role %s may not use the schema oubli at %s; grant usage, create on schema oubli to %s"
              .formatted(role, place, role));
    }
    return Optional.empty();
  }

  private static Refusal refusal(String line) {
    return new Refusal(ExitCode.INVALID, line);
  }
}
