package fr.oubli.platform.database;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/**
 * Whether a server and a role can hold the schema oubli.
 *
 * @param role that logged in
 */
record Fitness(Server server, String role, SchemaRights rights) {

  private static final int OLDEST = 15;

  /**
   * The server that answered.
   *
   * @param number its version for comparisons, such as 180006
   * @param version the same for people, such as 18.6
   * @param standby whether it only follows another server
   * @param readOnly whether the role's transactions may write nothing unless they say so
   */
  record Server(int number, String version, String database, boolean standby, boolean readOnly) {}

  /**
   * What the role may do, and whether the schema is there.
   *
   * @param create whether it may make a schema in the database
   * @param there whether the schema oubli exists
   * @param use whether it may use that schema; false where it does not exist
   */
  record SchemaRights(boolean create, boolean there, boolean use) {}

  static Fitness of(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                select current_setting('server_version_num')::int as number,
                       current_setting('server_version') as version,
                       current_user::text as role, current_database()::text as database,
                       pg_is_in_recovery() as standby,
                       (select s.reset_val = 'on' from pg_settings s
                         where s.name = 'default_transaction_read_only') as read_only,
                       has_database_privilege(current_database(), 'create') as may_create,
                       s.oid is not null as there,
                       coalesce(has_schema_privilege(s.oid, 'usage'), false) as may_use
                  from (select 1) one left join pg_namespace s on s.nspname = 'oubli'
                """)) {
      row.next();
      return new Fitness(
          new Server(
              row.getInt("number"),
              row.getString("version"),
              row.getString("database"),
              row.getBoolean("standby"),
              row.getBoolean("read_only")),
          row.getString("role"),
          new SchemaRights(
              row.getBoolean("may_create"), row.getBoolean("there"), row.getBoolean("may_use")));
    }
  }

  void refuseOld(String place) {
    if (server.number() < OLDEST * 10_000) {
      throw refusal(
          place
              + " is PostgreSQL "
              + server.version()
              + "; Oubli needs version "
              + OLDEST
              + " or newer");
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
    if (server.standby()) {
      return Optional.of(
          place
              + " is a standby, which nothing can write; name the primary server,"
              + " or several of them with ?targetServerType=primary");
    }
    if (server.readOnly()) {
      return Optional.of(
          ("default_transaction_read_only is on for role %s at %s; name the primary server, or"
                  + " alter role %s in database %s set default_transaction_read_only = off")
              .formatted(role, place, role, server.database()));
    }
    if (!rights.there() && !rights.create()) {
      return Optional.of(
          "role %s may not create the schema oubli at %s; grant create on database %s to %s"
              .formatted(role, place, server.database(), role));
    }
    if (rights.there() && !rights.use()) {
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
