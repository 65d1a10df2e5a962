package fr.oubli.rights.reply;

import fr.oubli.rights.request.Identity;
import fr.oubli.rights.request.SubjectIdentities;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Where the letters of an erasure go: kept from before the rows that say it are gone, until the
 * letters are written and the request is closed.
 */
public final class AddresseeRegister {

  private static final String BREAK = "\n";

  private final JdbcClient jdbc;

  public AddresseeRegister(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
  }

  /**
   * Keeps what names and addresses who asks, where it is the person.
   *
   * @param said in the letter that came in
   * @param rows the person's, which are there yet
   */
  public void keep(long request, Collection<Identity> said, SubjectIdentities rows) {
    List<String> lines =
        Addressee.lines(said, rows.of(request), rows.postalAddress(request)).stream()
            .map(line -> line.replace(BREAK, " "))
            .toList();
    if (!lines.isEmpty()) {
      jdbc.sql(
              "insert into oubli.request_addressee (request, lines)"
                  + " select id, ? from oubli.request where id = ? and quality = 'person'"
                  + " on conflict (request) do nothing")
          .params(String.join(BREAK, lines), request)
          .update();
    }
  }

  /** Line by line; empty where nothing is kept. */
  List<String> of(long request) {
    return jdbc.sql("select lines from oubli.request_addressee where request = ?")
        .param(request)
        .query(String.class)
        .optional()
        .map(lines -> List.of(lines.split(BREAK, -1)))
        .orElse(List.of());
  }

  /** A letter was written: where nothing of the request is left to tell, it was the last. */
  void end(long request) {
    jdbc.sql(
            "delete from oubli.request_addressee where request = ?"
                + " and not oubli.is_needed(request)")
        .param(request)
        .update();
  }
}
