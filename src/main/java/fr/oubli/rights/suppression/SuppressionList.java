package fr.oubli.rights.suppression;

import fr.oubli.rights.request.Identity;
import fr.oubli.rights.request.Phones;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Entries are added and never taken away by Oubli: they must outlive every copy of the data that
 * they guard against.
 */
public final class SuppressionList {

  /** Why somebody is on the list. */
  public enum Reason {
    ERASURE("erasure"),
    OBJECTION("objection");

    private final String stored;

    Reason(String stored) {
      this.stored = stored;
    }
  }

  /**
   * @param channel the channel of marketing that is over, or {@code all}
   */
  public record Entry(String reason, String channel) {}

  private final JdbcClient jdbc;
  private final SuppressionKey key;
  private final Phones phones;

  public SuppressionList(DataSource dataSource, SuppressionKey key, Phones phones) {
    this.jdbc = JdbcClient.create(dataSource);
    this.key = key;
    this.phones = phones;
  }

  /** E-mails and telephones enter; a name alone would shut out everybody who bears it. */
  public void add(Collection<Identity> identities, Reason reason, String channel, long request) {
    identities.stream()
        .filter(SuppressionList::listed)
        .forEach(
            identity ->
                jdbc.sql(
                        "insert into oubli.suppression (kind, digest, reason, channel, request)"
                            + " values (?, ?, ?, ?, ?) on conflict do nothing")
                    .params(identity.kind(), digest(identity), reason.stored, channel, request)
                    .update());
  }

  public List<Entry> of(Identity identity) {
    return jdbc.sql(
            "select reason, channel from oubli.suppression where kind = ? and digest = ?"
                + " order by reason, channel")
        .params(identity.kind(), digest(identity))
        .query((row, number) -> new Entry(row.getString(1), row.getString(2)))
        .list();
  }

  private String digest(Identity identity) {
    return key.digest(
        identity.kind(),
        identity.kind().equals(Identity.PHONE)
            ? phones.normalised(identity.value())
            : identity.value());
  }

  private static boolean listed(Identity identity) {
    return identity.kind().equals(Identity.EMAIL) || identity.kind().equals(Identity.PHONE);
  }
}
