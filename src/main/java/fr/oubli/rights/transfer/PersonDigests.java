package fr.oubli.rights.transfer;

import fr.oubli.model.session.KeptAway.Digests;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.rights.suppression.SuppressedPeople;
import fr.oubli.rights.suppression.SuppressionKey;
import fr.oubli.schema.sql.Sql;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import org.postgresql.copy.CopyManager;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Finds people in the registers, which know them by keyed digests alone: who was told of a transfer
 * before, and who is on the suppression list. The key never goes to the database: identifiers come
 * here, and digests go back, some thousands at a time.
 */
final class PersonDigests {

  private static final String MARKS = "pg_temp.\"transfer: marks\"";
  private static final int AT_ONCE = 10_000;

  /** The digests of transfers are of no use with the suppression list, nor the other way round. */
  private static final String KIND = "transfer ";

  private final Snapshot snapshot;
  private final Promise promise;
  private final AffectedPeople people;
  private final StringBuilder lines = new StringBuilder();
  private int waiting;

  PersonDigests(Snapshot snapshot, Promise promise, AffectedPeople people) {
    this.snapshot = snapshot;
    this.promise = promise;
    this.people = people;
  }

  /**
   * @param transfer in whose notices people may have been told
   * @throws Refusal where people were told and the key is gone: everybody would be new
   */
  void mark(long transfer) {
    JdbcTemplate jdbc = snapshot.jdbc();
    refuseWithoutKey(transfer);
    jdbc.execute(
        "create temporary table %s (person bigint, listed boolean, digest text) on commit drop"
            .formatted(MARKS));
    digest();
    jdbc.execute("analyze " + MARKS);
    people.set("erased", listed("s.reason = 'erasure'"));
    people.set(
        "objected",
        listed("s.reason = 'objection' and s.channel = '%s'".formatted(TransferObjections.SCOPE)));
    snapshot.update(
        Sql.format(
            "update {} set notice = t.notice from (select m.person, min(d.notice) as notice from "
                + MARKS
                + " m join oubli.transfer_told d on d.digest = m.digest where not m.listed"
                + " and d.transfer = {} group by m.person) t where t.person = p.person",
            AffectedPeople.people("p"),
            Sql.of("?", transfer)));
  }

  private static Sql listed(String entry) {
    return Sql.of(
        "select m.person from "
            + MARKS
            + " m join oubli.suppression s on s.digest = m.digest where m.listed and "
            + entry);
  }

  /** Notes the people who have no notice yet and whom a query finds. */
  static void tell(Snapshot snapshot, long transfer, int notice, Sql persons) {
    snapshot.update(
        Sql.format(
            "update {} set notice = {} where p.notice is null and p.person in ({})",
            AffectedPeople.people("p"),
            Sql.of("?", notice),
            persons));
    snapshot.update(
        Sql.format(
            "insert into oubli.transfer_told (transfer, digest, notice) select distinct {}::bigint,"
                + " m.digest, p.notice from "
                + MARKS
                + " m join {} on p.person = m.person where not m.listed and p.notice = {}"
                + " on conflict do nothing",
            Sql.of("?", transfer),
            AffectedPeople.people("p"),
            Sql.of("?", notice)));
  }

  private void refuseWithoutKey(long transfer) {
    Boolean told =
        snapshot
            .jdbc()
            .queryForObject(
                "select exists (select from oubli.transfer_told where transfer = ?)",
                Boolean.class,
                transfer);
    if (Boolean.TRUE.equals(told) && !Files.exists(promise.home().resolve("suppression-key"))) {
      throw new Refusal(
          ExitCode.REFUSED,
          "people were told of transfer %d, and the key by which they are known again, %s, is not there; restore it from its copy"
              .formatted(transfer, promise.home().resolve("suppression-key")));
    }
  }

  private void digest() {
    Digests listed =
        new SuppressedPeople().digests(snapshot.source(), promise.home(), promise.policy());
    SuppressionKey key = SuppressionKey.in(promise.home());
    JdbcTemplate reading = new JdbcTemplate(snapshot.source());
    reading.setFetchSize(AT_ONCE);
    Sql all =
        Sql.format(
            "select i.person, i.kind, i.value from {} join {} on p.person = i.person",
            people.tied().identifiers("i"),
            AffectedPeople.people("p"));
    reading.query(
        all.text(),
        row -> {
          add(row, listed, key);
        });
    send();
  }

  private void add(ResultSet row, Digests listed, SuppressionKey key) throws SQLException {
    long person = row.getLong("person");
    String kind = Objects.requireNonNull(row.getString("kind"));
    String value = Objects.requireNonNull(row.getString("value"));
    line(person, false, key.digest(KIND + kind, value));
    if (promise.subject().samePersonBy().contains(kind)) {
      listed.of(kind, value).forEach(digest -> line(person, true, digest));
    }
    if (waiting >= AT_ONCE) {
      send();
    }
  }

  private void line(long person, boolean listed, String digest) {
    lines.append(person).append('\t').append(listed).append('\t').append(digest).append('\n');
    waiting++;
  }

  private void send() {
    try {
      CopyManager copy = snapshot.copy();
      copy.copyIn("copy " + MARKS + " from stdin", new StringReader(lines.toString()));
    } catch (SQLException e) {
      throw Snapshot.translated(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    lines.setLength(0);
    waiting = 0;
  }
}
