package fr.oubli.setup.restore;

import fr.oubli.testing.Company;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;

/** Tables of a backup, each of which can be put back alone, as COPY reads and writes it. */
record Shelf(Company company, String backup) {

  void putBack(String table) throws IOException {
    try (Connection from = company.connect(backup);
        Connection to = company.connect()) {
      ByteArrayOutputStream rows = new ByteArrayOutputStream();
      from.unwrap(PGConnection.class).getCopyAPI().copyOut("copy " + table + " to stdout", rows);
      // Rows that refer to these are as they were: nothing checks them meanwhile.
      to.createStatement().execute("set session_replication_role = replica; delete from " + table);
      to.unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn("copy " + table + " from stdin", new ByteArrayInputStream(rows.toByteArray()));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
