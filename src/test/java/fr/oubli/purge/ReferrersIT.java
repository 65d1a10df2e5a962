package fr.oubli.purge;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.decision.Eligibilities;
import fr.oubli.decision.Explainer;
import fr.oubli.decision.Explanation;
import fr.oubli.decision.Keeping;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.testing.Foreign;
import fr.oubli.testing.ShortMap;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the night cannot take because others refer to it is told before, not only after. */
class ReferrersIT {

  private static final String AS_OF = "2026-01-10";
  private static final String POLICY =
      """
      policy: members
      language: 2
      zone: Europe/Paris
      subject: { collection: members }
      rules:
        members:
          cites: "section 1"
          basis: contract
          starts: { latest: [bookings.booked_on], per: subject }
          keep: { at-most: P1Y }
          then: { members: delete }
        bookings:
          cites: "section 2"
          basis: contract
          starts: { row: bookings.booked_on }
          keep: { at-most: P3Y }
          then: { bookings: delete }
      limits: { share-of-collection: 100%, from-rows: 1000000 }
      """;
  private static final String MAP =
      """
      dataset:
        - fides_key: club
          collections:
            - name: members
              fields:
                - { name: id, fides_meta: { primary_key: true } }
                - { name: name, data_categories: [user.name] }
            - name: bookings
              fields:
                - { name: id, fides_meta: { primary_key: true } }
                - name: member_id
                  fides_meta: { references: [{ dataset: club, field: members.id, direction: from }] }
                - { name: booked_on, data_categories: [user.behavior] }
      """;

  /** 1: a recent booking; 2: one that is over for the member, not for itself; 3: both are over. */
  private static final String TABLES =
      """
      create table members (id bigint primary key, name text);
      create table bookings (id bigint primary key, member_id bigint references members, booked_on date);
      create index on bookings (member_id);
      insert into members select n, 'm' || n from generate_series(1, 3) n;
      insert into bookings values (1, 1, '2025-12-01'), (2, 2, '2024-06-01'), (3, 2, '2024-05-01'),
        (4, 3, '2020-01-01');
      """;

  private final Foreign database = new Foreign(TABLES, MAP, POLICY);

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void thePlanSaysWhatTheNightThenFinds() {
    String told =
        "members:members: 1 of its due rows would stay, for rows of bookings that are not due refer"
            + " to it; end both together, or anonymise";
    assertThat(database.dryRun(AS_OF).remarks()).contains(told);

    PurgeOutcome night = database.purge(AS_OF);

    assertThat(night.code()).isEqualTo(ExitCode.DONE);
    assertThat(database.text("select string_agg(id::text, ',') from members where id <> 1"))
        .isEqualTo("2");
    assertThat(night.remarks())
        .contains(
            "members:members: 1 row stays: rows refer to it that are not due, named by jobs/check");
    assertThat(
            database.text("select referenced from oubli.run_result where collection = 'members'"))
        .isEqualTo("1");
    assertThat(database.dryRun(AS_OF).remarks()).contains(told);
  }

  @Test
  void nothingIsToldOfRowsWhoseReferrersGoTheSameNight() {
    database.execute("delete from bookings where member_id = 2");

    assertThat(database.dryRun(AS_OF).remarks()).noneMatch(line -> line.contains("would stay"));
  }

  /** The note tells whose the file is; the file ends by its own date, whosever it is. */
  private void files(String more) {
    database.tables(
        """
        create table members (id bigint primary key, email text);
        create table files (id bigint primary key, closed_on date);
        create table notes (id bigint primary key, email text, written_on date,
          file_id bigint references files on delete set null);
        create index on notes (file_id);
        insert into files values (1, '2020-01-01'), (2, '2025-12-01'), (3, '2025-12-01');
        insert into notes values (1, 'lea@example.fr', '2025-06-01', 1),
          (2, 'max@example.fr', '2025-06-01', 2), (3, 'ines@example.fr', '2010-01-01', 3);""");
    database.map(
        new ShortMap()
            .collection("members", "id !", "email @email #user.contact.email")
            .collection("files", "id !", "closed_on")
            .collection(
                "notes",
                "id !",
                "email @email #user.contact.email",
                "written_on",
                "file_id >files.id identifies")
            .toString());
    database.policy(
        """
        policy: files
        zone: Europe/Paris
        subject: { collection: members, same-person-by: [email] }
        rules:
          files:
            cites: "section 1"
            basis: contract
            starts: { end: files.closed_on }
            keep: { at-most: P1Y }
            then: { files: delete, notes: anonymise }
        %s
        anonymise: { user.contact.email: null_rewrite }
        limits: { share-of-collection: 100%%, from-rows: 1000000 }
        """
            .formatted(more.indent(2)));
  }

  private String notes() {
    return database.text(
        "select string_agg(id || coalesce(email, '-'), ' ' order by id) from notes");
  }

  @Test
  void aMaskOfWhatTellsWaitsForNoRowThatItsOwnDateEnds() {
    files("");

    assertThat(database.purge(AS_OF).code()).isEqualTo(ExitCode.DONE);

    assertThat(database.text("select string_agg(id::text, ',') from files")).isEqualTo("2,3");
    assertThat(notes()).isEqualTo("1- 2max@example.fr 3ines@example.fr");
  }

  @Test
  void whereAnotherRuleAsksWhoseTheFileIsThatRuleComesFirstAndTheOtherAfterTheMask() {
    files(
        """
        people:
          cites: "section 2"
          basis: contract
          starts: { latest: [notes.written_on], per: subject }
          keep: { at-most: P10Y }
          then: { files: delete, notes: delete }
        """);

    PurgeOutcome night = database.purge(AS_OF);

    assertThat(night.code()).as("%s", night.remarks()).isEqualTo(ExitCode.DONE);
    assertThat(database.text("select string_agg(id::text, ',') from files")).isEqualTo("2");
    assertThat(notes()).isEqualTo("1- 2max@example.fr");
  }

  /** The dispute is of one account, the booking of another with the same address. */
  @Test
  void theAccountThroughWhichADisputeHoldsStaysAsLongAsTheDispute() {
    database.tables(
        """
        create table members (id bigint primary key, email text, seen date);
        create table disputes (id bigint primary key, member_id bigint, status text);
        create table bookings (id bigint primary key, member_id bigint references members);
        create index on bookings (member_id); create index on disputes (member_id);
        insert into members values (1, 'lea@example.fr', '2020-01-01'),
          (2, 'lea@example.fr', '2020-01-01'), (3, 'max@example.fr', '2020-01-01');
        insert into disputes values (1, 1, 'open'), (2, 3, 'closed');
        insert into bookings values (1, 2), (2, 3);""");
    database.map(
        new ShortMap()
            .collection("members", "id !", "email @email #user.contact.email", "seen")
            .collection("disputes", "id !", "member_id >members.id", "status")
            .collection("bookings", "id !", "member_id >members.id")
            .toString());
    database.policy(
        """
        policy: disputes
        zone: Europe/Paris
        subject: { collection: members, same-person-by: [email] }
        rules:
          members:
            cites: "section 1"
            basis: contract
            starts: { latest: [members.seen], per: subject }
            keep: { at-most: P1Y }
            then: { members: delete, bookings: delete }
        holds:
          dispute:
            basis: legal claims
            while: { disputes.status: [open] }
            keeps: { bookings: all }
        limits: { share-of-collection: 100%, from-rows: 1000000 }
        """);

    database.purge(AS_OF);
    database.purge("2026-01-11");

    assertThat(database.ids("bookings")).isEqualTo("1");
    assertThat(database.ids("members")).isEqualTo("1,2");

    database.execute("update disputes set status = 'closed'");
    database.purge("2026-01-12");

    assertThat(database.count("bookings")).isZero();
    assertThat(database.count("members")).isZero();
  }

  @Test
  void aHoldOnWhatRefersKeepsTheRowToo() {
    database.purge(AS_OF);
    database.execute("insert into members values (4, 'm4')");
    database.execute("insert into bookings values (5, 4, '2020-01-01')");
    database.execute(
        "insert into oubli.hold (kind, scope, collection, row_key, reason, owner, review_on,"
            + " added_by) values ('hold', 'row', 'bookings', '5', 'r', 'o', '2030-01-01', 'a')");

    assertThat(database.dryRun(AS_OF).remarks())
        .anyMatch(line -> line.startsWith("members:members: 2 of its due rows would stay"));
  }

  @Test
  void explainNamesWhatRefersToTheRow() {
    database.purge(AS_OF);

    Explanation stays = explained("2");
    assertThat(stays.verdict()).isEqualTo(Explanation.Verdict.DUE);
    assertThat(stays.referrers())
        .containsOnlyKeys(new Keeping("bookings", false))
        .containsValue(2L);
    assertThat(explained("1").referrers()).isEmpty();
  }

  private Explanation explained(String key) {
    Eligibilities eligibilities =
        new Eligibilities(
            database.policy(), database.map(), database.catalog(), LocalDate.parse(AS_OF));
    return new Explainer(database.policy(), eligibilities, database.dataSource())
        .explain("members", key)
        .get(0);
  }
}
