package fr.oubli.purge;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.decision.Explanation;
import fr.oubli.decision.Explanation.Verdict;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.testing.Foreign;
import fr.oubli.testing.ShortMap;
import fr.oubli.testing.ShortPolicy;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Dates that say when something ended: missing or to come, it goes on, which is the plain truth and
 * no fault. The latest date is that of those that are there.
 */
class EndsIT {

  private static final String NIGHT = "2026-11-27";
  private final Foreign base = new Foreign();

  @AfterEach
  void close() {
    base.close();
  }

  private void policy(String subject, String starts, String keep, String then) {
    base.policy(ShortPolicy.gone(subject, starts, keep, then));
  }

  private Explanation explained(String collection, String key) {
    return base.explained(NIGHT, collection, key).get(0);
  }

  private String masked(String table) {
    return base.ids(table + " where email like 'erased-%'");
  }

  /** Case 01: members 2 to 5 have a membership for life or one that runs, 6 left a week ago. */
  private void association() {
    base.tables(
        """
        create table members (id bigint primary key, email text not null, first_name text);
        create table memberships (id bigint primary key, member_id bigint not null references members,
          until date);
        create index on memberships (member_id);
        insert into members values (1, 'ancien@ex.fr', 'Anne'), (2, 'a.vie@ex.fr', 'Vincent'),
          (3, 'en.cours@ex.fr', 'Carole'), (4, 'devenu.a.vie@ex.fr', 'David'),
          (5, 'reinscrit@ex.fr', 'Rene'), (6, 'parti.hier@ex.fr', 'Paul');
        insert into memberships values (1, 1, '2020-08-31'), (2, 2, null), (3, 3, '2027-08-31'),
          (4, 4, '2020-08-31'), (5, 4, null), (6, 5, '2020-08-31'), (7, 5, '2027-08-31'),
          (8, 6, '2026-11-20');""");
    base.map(
        new ShortMap()
            .collection(
                "members",
                "id ! #user.unique_id",
                "email @email #user.contact.email",
                "first_name #user.name.first")
            .collection("memberships", "id !", "member_id >members.id", "until")
            .toString());
    policy(
        "collection: members, same-person-by: [email]",
        "latest-end: [memberships.until], per: subject",
        "P90D",
        "members: anonymise, memberships: delete");
  }

  @Test
  void whoIsAMemberForLifeOrStillIsNotDueAndNotInQuarantine() {
    association();

    base.done(NIGHT);

    assertThat(masked("members")).isEqualTo("1");
    assertThat(base.ids("memberships")).isEqualTo("2,3,4,5,6,7,8");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "epoch: seconds | bigint using extract(epoch from until)",
        "epoch: milliseconds | bigint using coalesce(extract(epoch from until) * 1000, 0)",
        "format: dd/MM/yyyy | text using to_char(until, 'DD/MM/YYYY')"
      })
  void anEndIsOneHoweverItIsWritten(String meta, String type) {
    association();
    base.execute("alter table memberships alter until type " + type);
    base.map(
        base.mapText().replace("{ name: until }", "{ name: until, fides_meta: { " + meta + " } }"));

    base.done(NIGHT);

    assertThat(masked("members")).isEqualTo("1");
    assertThat(base.ids("memberships")).isEqualTo("2,3,4,5,6,7,8");
    assertThat(explained("members", "4").notEnded()).isEqualTo("memberships 5 (until)");

    base.policy(
        base.policyText()
            .replace("latest-end: [memberships.until], per: subject", "end: memberships.until")
            .replace("members: anonymise, ", ""));
    base.done(NIGHT);

    assertThat(base.ids("memberships")).isEqualTo("2,3,5,7,8");
  }

  @Test
  void explainSaysWhatHasNotEndedYet() {
    association();

    Explanation life = explained("members", "4");
    assertThat(life.verdict()).isEqualTo(Verdict.NOT_ENDED);
    assertThat(life.anchor()).isNull();
    assertThat(life.notEnded()).isEqualTo("memberships 5 (until)");
    assertThat(explained("members", "3").notEnded()).isEqualTo("memberships 3 (until)");
    assertThat(explained("memberships", "4").verdict()).isEqualTo(Verdict.NOT_ENDED);
    assertThat(explained("members", "1").verdict()).isEqualTo(Verdict.DUE);
    Explanation left = explained("members", "6");
    assertThat(left.verdict()).isEqualTo(Verdict.NOT_DUE);
    assertThat(left.dueOn()).isEqualTo(LocalDate.of(2027, 2, 19));
  }

  @Test
  void aMembershipThatEndsIsFollowedToItsEnd() {
    association();
    base.purge(NIGHT);

    assertThat(base.purge("2027-11-29").code()).isEqualTo(ExitCode.DONE);
    assertThat(masked("members")).isEqualTo("1,6");

    assertThat(base.purge("2027-11-30").code()).isEqualTo(ExitCode.DONE);
    assertThat(masked("members")).isEqualTo("1,3,5,6");
  }

  @Test
  void anEndOfTheYearOneIsStillAFault() {
    association();
    base.execute("update memberships set until = '0001-01-01' where id = 6");

    PurgeOutcome outcome = base.purge(NIGHT);

    assertThat(outcome.code()).isEqualTo(ExitCode.QUARANTINE);
    assertThat(
            base.text(
                "select string_agg(collection || row_key || reason, '; ' order by row_key)"
                    + " from oubli.quarantine where collection = 'members'"))
        .isEqualTo("members5anchor on or before 1970-01-01");
  }

  @Test
  void anEndThatIsNoDateIsAFault() {
    association();
    base.execute(
        "alter table memberships alter until type text using to_char(until, 'DD/MM/YYYY');"
            + "update memberships set until = 'à vie' where id = 1");
    base.map(
        base.mapText()
            .replace("{ name: until }", "{ name: until, fides_meta: { format: dd/MM/yyyy } }"));

    assertThat(base.purge(NIGHT).code()).isEqualTo(ExitCode.QUARANTINE);

    assertThat(masked("members")).isEqualTo("-");
    assertThat(
            base.text(
                "select string_agg(collection || row_key || reason, '; ' order by collection)"
                    + " from oubli.quarantine"))
        .isEqualTo(
            "members1anchor that is no date of its form;"
                + " memberships1anchor that is no date of its form");
  }

  @Test
  void anEndForEverIsNoEnd() {
    association();
    base.execute(
        "update memberships set until = 'infinity' where id = 3;"
            + "update memberships set until = '9999-12-31' where id = 7");

    base.done(NIGHT);

    assertThat(masked("members")).isEqualTo("1");
    assertThat(explained("members", "3").verdict()).isEqualTo(Verdict.NOT_ENDED);
  }

  /** Without an end in sight the membership ends on the day on which its row goes. */
  @Test
  void aMembershipThatGoesBeforeItsMemberIsRemembered() {
    association();
    base.execute(
        "alter table memberships add since date not null default '2018-09-01';"
            + "update memberships set since = '2026-09-01' where id = 7");
    base.map(
        base.mapText().replace("{ name: until }", "{ name: until }\n          - { name: since }"));
    base.policy(
        base.policyText()
            .replace("memberships: delete }", "memberships: delete }" + OLD_MEMBERSHIPS));

    base.done(NIGHT);

    assertThat(base.ids("memberships")).isEqualTo("7");
    assertThat(masked("members")).isEqualTo("1");
    assertThat(
            base.text(
                "select string_agg(subject_key || ' ' || last_day, ', ' order by subject_key)"
                    + " from oubli.departed_event"))
        .isEqualTo(
            "1 2020-08-31, 2 2026-11-27, 3 2027-08-31, 4 2026-11-27, 5 2020-08-31, 6 2026-11-20");
    base.purge("2027-02-25");
    assertThat(masked("members")).isEqualTo("1,6");
    base.purge("2027-02-26");
    assertThat(masked("members")).isEqualTo("1,2,4,6");
    base.purge("2027-11-30");
    assertThat(masked("members")).isEqualTo("1,2,3,4,5,6");
  }

  private static final String OLD_MEMBERSHIPS =
      """

        memberships-since:
          cites: "seven years from the first day"
          basis: contract
          starts: { row: memberships.since }
          keep: { at-most: P7Y }
          then: { memberships: delete }
      """
          .indent(0)
          .stripTrailing();

  /** Case 02: 3 and 4 went to the trash long ago, 5 keeps a live child, 7 went last week. */
  @Test
  void theTrashIsEmptiedAfterThirtyDaysAndWhatIsLiveStays() {
    base.tables(
        """
        create table people (id bigint primary key, email text not null unique);
        create table pages (id bigint primary key, owner_id bigint not null references people,
          parent_id bigint references pages, title text not null, body text, deleted_at timestamptz);
        create index on pages (parent_id);
        insert into people values (1, 'a@ex.fr');
        insert into pages values (1, 1, null, 'live', null, null), (2, 1, 1, 'live child', null, null),
          (3, 1, null, 'trashed', 'x', '2026-01-10'), (4, 1, 3, 'trashed child', 'x', '2026-01-10'),
          (5, 1, null, 'trashed parent of a live child', 'x', '2026-01-10'), (6, 1, 5, 'live', 'y', null),
          (7, 1, null, 'trashed last week', 'x', '2026-11-20');""");
    base.map(
        new ShortMap()
            .collection("people", "id ! #user.unique_id", "email @email #user.contact.email")
            .collection(
                "pages",
                "id !",
                "owner_id >people.id",
                "parent_id >pages.id",
                "title #user.content",
                "body #user.content",
                "deleted_at")
            .toString());
    policy(
        "collection: people, same-person-by: [email]",
        "end: pages.deleted_at",
        "P30D",
        "pages: delete");

    base.done(NIGHT);

    assertThat(base.ids("pages")).isEqualTo("1,2,5,6,7");
    assertThat(explained("pages", "1").verdict()).isEqualTo(Verdict.NOT_ENDED);
    assertThat(explained("pages", "1").notEnded()).isEqualTo("pages 1 (deleted_at)");
    assertThat(explained("pages", "7").dueOn()).isEqualTo(LocalDate.of(2026, 12, 21));
  }

  /** A session that never expires, one that has not, and the requests that hang on each. */
  @Test
  void sessionsGoADayAfterTheyExpireWithWhatBelongsToThem() {
    base.tables(
        """
        create table users (id bigint primary key, email text not null);
        create table sessions (id bigint primary key, user_id bigint references users,
          ip text, expires_at timestamp);
        create table hits (id bigint primary key, session_id bigint not null references sessions,
          ip text);
        create index on hits (session_id);
        insert into users values (1, 'a@ex.fr');
        insert into sessions values (1, 1, '1.1.1.1', '2026-11-25 10:00'), (2, 1, '1.1.1.1', '2026-11-26'),
          (3, 1, '1.1.1.1', '2027-11-26'), (4, 1, '1.1.1.1', null), (5, null, '1.1.1.1', 'infinity');
        insert into hits select id, id, '1.1.1.1' from sessions;""");
    base.map(
        new ShortMap()
            .collection("users", "id ! #user.unique_id", "email @email #user.contact.email")
            .collection(
                "sessions", "id !", "user_id >users.id", "ip #user.device.ip_address", "expires_at")
            .collection("hits", "id !", "session_id >sessions.id", "ip #user.device.ip_address")
            .toString());
    policy(
        "collection: users",
        "end: sessions.expires_at",
        "P1D",
        "hits: delete, sessions: anonymise");

    base.done(NIGHT);

    assertThat(base.ids("hits")).isEqualTo("2,3,4,5");
    assertThat(base.ids("sessions where ip is null")).isEqualTo("1");
    assertThat(explained("hits", "4").notEnded()).isEqualTo("sessions 4 (expires_at)");
  }

  /** Five years after the last order, but not while a membership runs. */
  @Test
  void whatHappenedAndWhatEndedStartOneClock() {
    association();
    base.execute(
        """
        create table orders (id bigint primary key, member_id bigint not null references members, at date);
        create index on orders (member_id);
        insert into orders values (1, 1, '2026-01-01'), (2, 2, '2019-01-01'), (3, 5, null), (4, 6, '2018-01-01');
        update memberships set until = '2019-01-01' where id in (6, 7);
        insert into members values (7, 'sans@ex.fr', 'Sam'), (8, 'rien@ex.fr', 'Ria');
        insert into orders values (5, 7, '2019-01-01'), (6, 8, null);""");
    base.map(
        base.mapText()
            + """
              - name: orders
                fields:
                  - { name: id, fides_meta: { primary_key: true } }
                  - { name: member_id, fides_meta: { references: [{ dataset: d, field: members.id, direction: from }] } }
                  - { name: at }
            """
                .indent(4));
    policy(
        "collection: members, same-person-by: [email]",
        "latest: [orders.at], latest-end: [memberships.until], per: subject",
        "P5Y",
        "orders: delete, memberships: delete, members: anonymise");

    PurgeOutcome outcome = base.purge(NIGHT);

    assertThat(outcome.code()).isEqualTo(ExitCode.QUARANTINE);
    assertThat(masked("members")).isEqualTo("5,7");
    assertThat(
            base.text(
                "select string_agg(row_key, ',') from oubli.quarantine where collection = 'members'"))
        .isEqualTo("8");
  }
}
