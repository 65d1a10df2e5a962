package fr.oubli.rights.suppression;

import fr.oubli.decision.person.Phones;
import fr.oubli.rights.request.Identity;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The people who must not be contacted, or not come back into the data, each known by a keyed hash.
 * Oubli adds entries and takes none away: an entry must outlive every copy of the data that it
 * guards against.
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
   * An entry of the list, as far as it can be read.
   *
   * @param channel the channel of marketing that has ended, or {@code all}
   */
  public record Suppression(String reason, String channel) {}

  private final JdbcClient jdbc;
  private final SuppressionKey key;
  private final Phones phones;

  public SuppressionList(DataSource dataSource, SuppressionKey key, Phones phones) {
    this.jdbc = JdbcClient.create(dataSource);
    this.key = key;
    this.phones = phones;
  }

  /** Adds the e-mails and telephone numbers; a name would shut out everybody who bears it. */
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

  /** The entries of an e-mail or a telephone number. */
  public List<Suppression> of(Identity identity) {
    return jdbc.sql(
            "select reason, channel from oubli.suppression where kind = ? and digest = ?"
                + " order by reason, channel")
        .params(identity.kind(), digest(identity))
        .query((row, number) -> new Suppression(row.getString("reason"), row.getString("channel")))
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
