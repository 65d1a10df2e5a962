package fr.oubli.rights.suppression;

import fr.oubli.decision.person.Phones;
import fr.oubli.model.policy.EmailIgnores;
import fr.oubli.model.policy.Policy;
import fr.oubli.rights.request.Identity;
import java.text.Normalizer;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
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

  /** Of addresses without the dots and tags that mean nothing by the policy. */
  private static final String FOLDED = "email, folded";

  /** What an entry is found by. */
  private record Digest(String kind, String digest) {}

  private final JdbcClient jdbc;
  private final SuppressionKey key;
  private final Phones phones;
  private final EmailIgnores ignores;

  public SuppressionList(
      DataSource dataSource, SuppressionKey key, Phones phones, EmailIgnores ignores) {
    this.jdbc = JdbcClient.create(dataSource);
    this.key = key;
    this.phones = phones;
    this.ignores = ignores;
  }

  public SuppressionList(DataSource dataSource, SuppressionKey key, Policy policy) {
    this(dataSource, key, Phones.of(policy), EmailIgnores.of(policy));
  }

  /**
   * Adds the e-mails and telephone numbers; a name would shut out everybody who bears it. Of a
   * person who came back and leaves again, the later day counts.
   */
  public void add(Collection<Identity> identities, Reason reason, String channel, long request) {
    identities.stream()
        .filter(SuppressionList::listed)
        .flatMap(identity -> entered(identity).stream())
        .forEach(
            digest ->
                jdbc.sql(
                        "insert into oubli.suppression (kind, digest, reason, channel, request)"
                            + " values (?, ?, ?, ?, ?) on conflict (kind, digest, reason, channel)"
                            + " do update set request = excluded.request, added_at = now()")
                    .params(digest.kind(), digest.digest(), reason.stored, channel, request)
                    .update());
  }

  /** The entries of an e-mail or a telephone number. */
  public List<Suppression> of(Identity identity) {
    return of(identity, identity.value());
  }

  /** Whether somebody with this e-mail or telephone number was erased. */
  public boolean isErased(Identity identity) {
    return of(identity).stream().anyMatch(entry -> entry.reason().equals(Reason.ERASURE.stored));
  }

  /**
   * The same, with what is known of how it is written: earlier versions entered an address in small
   * letters and otherwise as it was.
   */
  public List<Suppression> of(Identity identity, String written) {
    Set<Digest> asked = asked(identity, written);
    return jdbc.sql(
            "select distinct reason, channel from oubli.suppression where (kind, digest) in"
                + " (select a.kind, a.digest from unnest(?::text[], ?::text[]) a(kind, digest))"
                + " order by reason, channel")
        .params(
            asked.stream().map(Digest::kind).toArray(String[]::new),
            asked.stream().map(Digest::digest).toArray(String[]::new))
        .query((row, number) -> new Suppression(row.getString("reason"), row.getString("channel")))
        .list();
  }

  /** The digests of all entries that somebody who is written like this may have. */
  List<String> digests(Identity identity, String written) {
    return asked(identity, written).stream().map(Digest::digest).toList();
  }

  private Set<Digest> asked(Identity identity, String written) {
    Set<Digest> asked = new LinkedHashSet<>(entered(identity));
    if (identity.kind().equals(Identity.EMAIL)) {
      for (String earlier :
          List.of(
              written.strip().toLowerCase(Locale.ROOT),
              Normalizer.normalize(identity.plain(), Normalizer.Form.NFD),
              ignores.folded(identity.plain()).orElse(identity.plain()))) {
        asked.add(digest(Identity.EMAIL, earlier));
      }
    }
    return asked;
  }

  private Set<Digest> entered(Identity identity) {
    Set<Digest> digests = new LinkedHashSet<>();
    if (identity.kind().equals(Identity.PHONE)) {
      digests.add(digest(Identity.PHONE, phones.normalised(identity.plain())));
    } else {
      digests.add(digest(identity.kind(), identity.plain()));
      ignores.folded(identity.plain()).ifPresent(folded -> digests.add(digest(FOLDED, folded)));
    }
    return digests;
  }

  private Digest digest(String kind, String value) {
    return new Digest(kind, key.digest(kind, value));
  }

  private static boolean listed(Identity identity) {
    return identity.kind().equals(Identity.EMAIL) || identity.kind().equals(Identity.PHONE);
  }
}
