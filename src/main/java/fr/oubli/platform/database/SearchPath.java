package fr.oubli.platform.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Where a session of Oubli looks for what a statement names without its schema: functions,
 * operators, types and catalogues. PostgreSQL takes what fits best of all that it finds, so a
 * function in a schema where others may write would be run in the place of its own.
 */
final class SearchPath {

  /** PostgreSQL's own names, and after them those that the session made for itself. */
  static final String OWN = "pg_catalog, pg_temp";

  /**
   * Schemas of the types of an extension, of which a column is: what compares their values is there
   * too. One in which others than its owner may make something is left out, and a gate refuses the
   * columns that need it.
   */
  private static final String TYPES =
      """
      select coalesce(string_agg(quote_ident(n.nspname) || ', ', '' order by n.nspname), '') as schemas
      from pg_namespace n
      where n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast', 'oubli')
        and n.nspname not like 'pg\\_temp%'
        and exists (
          select from pg_type t
          where t.typnamespace = n.oid and t.typtype = 'b' and t.typcategory <> 'A'
            and exists (
              select from pg_attribute a
              join pg_type u on u.oid = a.atttypid
              left join pg_type e on e.oid = u.typelem
              where a.attnum > 0 and not a.attisdropped
                and t.oid in (u.oid, u.typbasetype, e.oid, e.typbasetype)))
        and not exists (
          select from aclexplode(n.nspacl) g left join pg_roles r on r.oid = g.grantee
          where g.privilege_type = 'CREATE' and g.grantee <> n.nspowner
            and not coalesce(r.rolsuper or r.rolname = current_user, false))""";

  private SearchPath() {}

  /** The statement that sets a path. */
  static String statement(String path) {
    return "set search_path = " + path;
  }

  /** Sets a connection to the narrowest path, before anything is asked by it. */
  static Connection narrow(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(statement(OWN));
    }
    return connection;
  }

  /**
   * The path for the sessions that work on a database.
   *
   * @param narrow a connection that has the narrowest path
   */
  static String of(Connection narrow) throws SQLException {
    try (Statement statement = narrow.createStatement();
        ResultSet row = statement.executeQuery(TYPES)) {
      row.next();
      return "pg_catalog, " + row.getString("schemas") + "pg_temp";
    }
  }
}
