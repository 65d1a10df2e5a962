package fr.oubli.rights.suppression;

import fr.oubli.decision.person.Phones;
import fr.oubli.model.policy.EmailIgnores;
import fr.oubli.model.policy.Policy;
import fr.oubli.rights.request.Identity;
import fr.oubli.rights.suppression.ObjectionsTold.Objection;
import fr.oubli.rights.suppression.Spellings.Spelled;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The people who must not be contacted, or not come back into the data, each known by a keyed hash.
 * An entry has to outlive what it guards against: see {@link EndedSuppressions}.
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

  /**
   * Somebody who is looked for.
   *
   * @param written how the address is written where it was found
   */
  record Asked(Identity identity, String written) {}

  /**
   * The channel of whoever objected to their data going to a buyer of the business. It is none of
   * marketing: neither does it stop a mailing, nor does an objection to all marketing stop a
   * transfer.
   */
  public static final String TRANSFER = "transfer";

  private final DataSource dataSource;
  private final SuppressionKey key;
  private final Map<String, SuppressionKey> processors;
  private final Spellings spellings;

  private SuppressionList(
      DataSource dataSource,
      SuppressionKey key,
      Map<String, SuppressionKey> processors,
      Spellings spellings) {
    this.dataSource = dataSource;
    this.key = key;
    this.processors = new TreeMap<>(processors);
    this.spellings = spellings;
  }

  /** The list alone, without what processors tell and are told. */
  public SuppressionList(
      DataSource dataSource, SuppressionKey key, Phones phones, EmailIgnores ignores) {
    this(dataSource, key, Map.of(), new Spellings(phones, ignores));
  }

  /** The list alone, without what processors tell and are told. */
  public SuppressionList(DataSource dataSource, SuppressionKey key, Policy policy) {
    this(dataSource, key, Map.of(), Spellings.of(policy));
  }

  /**
   * The list with the keys of a home: its own, which is made the first time, and those of
   * processors.
   */
  public static SuppressionList in(DataSource dataSource, Path home, Policy policy) {
    return new SuppressionList(
        dataSource, SuppressionKey.in(home), ProcessorKeys.in(home).all(), Spellings.of(policy));
  }

  /**
   * Adds the e-mails and telephone numbers; a name would shut out everybody who bears it. Of a
   * person who came back and leaves again, the later day counts. What processors are told is hashed
   * now: afterwards nobody knows the addresses any more.
   */
  public void add(Collection<Identity> identities, Reason reason, String channel, long request) {
    Set<Spelled> entered = new LinkedHashSet<>();
    identities.stream()
        .filter(Spellings::listed)
        .forEach(identity -> entered.addAll(spellings.entered(identity)));
    List<String> kinds = entered.stream().map(Spelled::kind).toList();
    List<String> digests = entered.stream().map(each -> made(key, each)).toList();
    JdbcClient jdbc = JdbcClient.create(dataSource);
    jdbc.sql(
            """
            insert into oubli.suppression (kind, digest, reason, channel, request)
            select kind, digest, ?, ?, ? from unnest(?::text[], ?::text[]) e (kind, digest)
            on conflict (kind, digest, reason, channel) do update
            set request = excluded.request, added_at = now()""")
        .params(reason.stored, channel, request, array(kinds), array(digests))
        .update();
    processors.forEach(
        (name, theirs) ->
            jdbc.sql(
                    """
                    insert into oubli.suppression_told (processor, kind, digest, reason, channel, made)
                    select ?, kind, digest, ?, ?, made
                    from unnest(?::text[], ?::text[], ?::text[]) e (kind, digest, made)
                    on conflict do nothing""")
                .params(
                    name,
                    reason.stored,
                    channel,
                    array(kinds),
                    array(digests),
                    array(entered.stream().map(each -> made(theirs, each)).toList()))
                .update());
  }

  /**
   * Adds what a processor tells. A day that it states counts where it is later than the one that is
   * known; where it states none, what is known stays, so that a list may be told again.
   *
   * @param theirs the processor whose key made the digests; null for addresses, which are hashed
   *     here
   * @return how many entries are new, or of a later day
   */
  int told(List<Objection> objections, @Nullable String theirs, String from, Days days) {
    return enter(
            objections.stream().filter(each -> each.since() != null).toList(),
            "update set added_at = excluded.added_at where excluded.added_at > s.added_at",
            theirs,
            from,
            days)
        + enter(
            objections.stream().filter(each -> each.since() == null).toList(),
            "nothing",
            theirs,
            from,
            days);
  }

  /** What days are in the list. */
  record Days(LocalDate today, ZoneId zone) {}

  private int enter(
      List<Objection> objections,
      String onConflict,
      @Nullable String theirs,
      String from,
      Days days) {
    return JdbcClient.create(dataSource)
        .sql(
            """
            insert into oubli.suppression as s (kind, digest, reason, channel, told_by, added_at)
            select distinct on (kind, digest, channel)
              kind, digest, 'objection', channel, ?, since::timestamp at time zone ?
            from unnest(?::text[], ?::text[], ?::text[], ?::date[]) e (kind, digest, channel, since)
            order by kind, digest, channel, since desc
            on conflict (kind, digest, reason, channel) do %s"""
                .formatted(onConflict))
        .params(
            from,
            days.zone().getId(),
            array(objections.stream().map(Objection::kind).toList()),
            array(
                objections.stream()
                    .map(
                        each ->
                            theirs == null ? key.digest(each.kind(), each.value()) : each.value())
                    .toList()),
            array(objections.stream().map(Objection::channel).toList()),
            objections.stream()
                .map(each -> each.since() == null ? days.today() : each.since())
                .map(Object::toString)
                .toArray(String[]::new))
        .update();
  }

  /** The entries of somebody, hashed again with another key. */
  Stream<ListExport.Made> again(Identity identity, SuppressionKey other, ListedDigests listed) {
    Map<String, String> canonical = new TreeMap<>();
    spellings.entered(identity).forEach(each -> canonical.put(each.kind(), made(other, each)));
    return spellings.asked(identity, identity.value()).stream()
        .flatMap(
            spelled ->
                made(spelled).stream()
                    .filter(listed::mayHave)
                    .map(
                        digest ->
                            new ListExport.Made(
                                spelled.kind(),
                                digest,
                                Objects.requireNonNull(canonical.get(spelled.kind())))));
  }

  /** The entries of an e-mail or a telephone number. */
  public List<Suppression> of(Identity identity) {
    return of(identity, identity.value());
  }

  /** Whether somebody with this e-mail or telephone number was erased. */
  public boolean isErased(Identity identity) {
    return of(identity).stream().anyMatch(entry -> entry.reason().equals(Reason.ERASURE.stored));
  }

  /** The same, with what is known of how it is written. */
  public List<Suppression> of(Identity identity, String written) {
    return of(List.of(new Asked(identity, written))).get(0);
  }

  /** The entries of each, in their order: however many they are, the list is asked once. */
  List<List<Suppression>> of(List<Asked> people) {
    ListedDigests listed = ListedDigests.read(dataSource);
    List<List<Suppression>> found = new ArrayList<>(Collections.nCopies(people.size(), List.of()));
    if (listed.isEmpty()) {
      return found;
    }
    // A digest costs more than all else of a line: every core makes some.
    List<Hit> hits =
        IntStream.range(0, people.size())
            .parallel()
            .boxed()
            .flatMap(line -> hits(line, people.get(line), listed))
            .toList();
    if (!hits.isEmpty()) {
      fill(found, hits);
    }
    return found;
  }

  /** A digest that is probably listed. */
  private record Hit(int line, String kind, String digest) {}

  private Stream<Hit> hits(int line, Asked one, ListedDigests listed) {
    return Spellings.listed(one.identity())
        ? spellings.asked(one.identity(), one.written()).stream()
            .flatMap(
                spelled ->
                    made(spelled).stream()
                        .filter(listed::mayHave)
                        .map(digest -> new Hit(line, spelled.kind(), digest)))
        : Stream.empty();
  }

  private void fill(List<List<Suppression>> found, List<Hit> hits) {
    new JdbcTemplate(dataSource)
        .query(
            """
            select distinct a.line, s.reason, s.channel
            from unnest(?::int[], ?::text[], ?::text[]) a (line, kind, digest)
            join oubli.suppression s using (kind, digest)
            order by line, reason, channel""",
            row -> {
              List<Suppression> more = new ArrayList<>(found.get(row.getInt("line")));
              more.add(new Suppression(row.getString("reason"), row.getString("channel")));
              found.set(row.getInt("line"), List.copyOf(more));
            },
            hits.stream().map(Hit::line).toArray(Integer[]::new),
            array(hits.stream().map(Hit::kind).toList()),
            array(hits.stream().map(Hit::digest).toList()));
  }

  /** The digests of all entries that somebody who is written like this may have. */
  List<String> digests(Identity identity, String written) {
    return spellings.asked(identity, written).stream()
        .flatMap(spelled -> made(spelled).stream())
        .toList();
  }

  /** Under the list's own key, and under those of the processors, whose entries stand beside. */
  private List<String> made(Spelled spelled) {
    List<String> all = new ArrayList<>();
    all.add(made(key, spelled));
    processors.values().forEach(theirs -> all.add(made(theirs, spelled)));
    return all;
  }

  private static String made(SuppressionKey key, Spelled spelled) {
    return key.digest(spelled.kind(), spelled.value());
  }

  private static String[] array(List<String> texts) {
    return texts.toArray(String[]::new);
  }
}
