package fr.oubli.setup.restore;

import fr.oubli.testing.Company;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;

/** Tables of a backup, each of which can be put back alone, as COPY reads and writes it. */
record Shelf(Company company, String backup) {

  private static final String OWN =
      " not in ('pg_catalog', 'information_schema') and %s not like 'pg\\_t%%'";

  void putBack(String table) throws IOException {
    try (Connection from = company.connect(backup);
        Connection to = company.connect()) {
      copy(from, to, table);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Every table and every sequence, into a database that has the schema and no row. */
  void putBackEverything() throws IOException {
    try (Connection from = company.connect(backup);
        Connection to = company.connect()) {
      for (String table :
          names(
              from,
              "select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname"
                  + OWN.formatted("schemaname"))) {
        copy(from, to, table);
      }
      for (String set :
          names(
              from,
              "select format('select setval(%L, %s)', format('%I.%I', schemaname, sequencename),"
                  + " last_value) as name from pg_sequences where last_value is not null"
                  + " and schemaname"
                  + OWN.formatted("schemaname"))) {
        to.createStatement().execute(set);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> names(Connection from, String query) throws SQLException {
    List<String> names = new ArrayList<>();
    try (ResultSet rows = from.createStatement().executeQuery(query)) {
      while (rows.next()) {
        names.add(rows.getString("name"));
      }
    }
    return names;
  }

  private static void copy(Connection from, Connection to, String table)
      throws SQLException, IOException {
    ByteArrayOutputStream rows = new ByteArrayOutputStream();
    from.unwrap(PGConnection.class).getCopyAPI().copyOut("copy " + table + " to stdout", rows);
    // Rows that refer to these are as they were: nothing checks them meanwhile.
    to.createStatement().execute("set session_replication_role = replica; delete from " + table);
    to.unwrap(PGConnection.class)
        .getCopyAPI()
        .copyIn("copy " + table + " from stdin", new ByteArrayInputStream(rows.toByteArray()));
  }
}
