package fr.oubli.purge;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.testing.Foreign;
import fr.oubli.testing.ShortMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A course ends the clock of those who are enrolled in it, and goes a year after its end by a rule
 * of its own. Its foreign key empties the enrolments then; some of them are of guests, who have an
 * address and no account.
 */
class CoursesOfGuestsIT {

  private static final String NIGHT = "2026-11-27";

  private final Foreign base = new Foreign();

  @BeforeEach
  void school() {
    base.tables(
        """
        create table members (id bigint primary key, email text not null, first_name text);
        create table courses (id bigint primary key, title text, ends_on date);
        create table enrolments (id bigint primary key, member_id bigint references members,
          email text, said text, course_id bigint references courses on delete set null);
        create index on enrolments (member_id); create index on enrolments (course_id);
        create index on enrolments (lower(btrim(email))); create index on members (lower(btrim(email)));
        insert into members values (1, 'anne@ex.fr', 'Anne'), (2, 'bob@ex.fr', 'Bob'),
          (3, 'eve@ex.fr', 'Eve');
        insert into courses values (1, 'long ago', '2018-01-01'), (2, 'two years ago', '2024-06-01'),
          (3, 'this year', '2026-06-01');
        insert into enrolments values (1, 1, null, 'x', 2), (2, 3, null, 'x', 1);""");
    base.map(
        new ShortMap()
            .collection(
                "members",
                "id ! #user.unique_id",
                "email @email #user.contact.email",
                "first_name #user.name.first")
            .collection("courses", "id !", "title", "ends_on")
            .collection(
                "enrolments",
                "id !",
                "member_id >members.id",
                "email @email #user.contact.email",
                "said #user.content",
                "course_id >courses.id")
            .toString());
    policy("members: anonymise, enrolments: delete");
  }

  @AfterEach
  void close() {
    base.close();
  }

  private void policy(String then) {
    base.policy(
        """
        policy: school
        language: 2
        zone: Europe/Paris
        subject: { collection: members, same-person-by: [email] }
        rules:
          gone:
            cites: "three years after the last course"
            basis: contract
            starts: { latest-end: [courses.ends_on], per: subject }
            keep: { at-most: P3Y }
            then: { %s }
          courses:
            cites: "a year after the end"
            basis: contract
            starts: { end: courses.ends_on }
            keep: { at-most: P1Y }
            then: { courses: delete }
        anonymise:
          user: null_rewrite
          user.unique_id: preserve
          user.contact.email: { strategy: string_rewrite, value: 'erased-{key}@invalid' }
        limits: { share-of-collection: 100%% }
        """
            .formatted(then));
  }

  private String ids(String from) {
    return base.text("select string_agg(id::text, ',' order by id) from " + from);
  }

  private String masked() {
    return ids("members where first_name is null");
  }

  /** With an account the day is remembered, and the course need not wait. */
  @Test
  void aCourseGoesBeforeTheEnrolmentsOfAccounts() {
    assertThat(base.purge(NIGHT).code()).isEqualTo(ExitCode.DONE);

    assertThat(ids("courses")).isEqualTo("3");
    assertThat(masked()).isEqualTo("3");
    assertThat(ids("enrolments")).isEqualTo("1");
    base.purge("2027-06-01");
    assertThat(masked()).isEqualTo("3");
    base.purge("2027-06-02");
    assertThat(masked()).isEqualTo("1,3");
    assertThat(ids("enrolments")).isEqualTo("-");
  }

  /** The guest's address is that of an account, whose clock would have lost the course. */
  @Test
  void theCourseOfAGuestWhoHasAnAccountIsRememberedForIt() {
    policy("members: anonymise");
    base.execute(
        "insert into enrolments values (3, null, 'BOB@ex.fr ', 'x', 2), (4, null, 'bob@ex.fr', 'x', 1)");

    assertThat(base.purge(NIGHT).code()).isEqualTo(ExitCode.DONE);

    assertThat(ids("courses")).isEqualTo("3");
    assertThat(masked()).isEqualTo("3");
    base.purge("2027-06-01");
    assertThat(masked()).isEqualTo("3");
    base.purge("2027-06-02");
    assertThat(masked()).isEqualTo("1,2,3");
  }

  /**
   * Nothing can be remembered of somebody without an account: the course waits for the enrolment.
   */
  @Test
  void theCourseOfAGuestStaysUntilTheEnrolmentMayGo() {
    base.execute(
        "insert into enrolments values (3, null, 'guest@ex.fr', 'x', 2), (4, null, 'guest@ex.fr', 'x', 1),"
            + " (5, null, 'old@ex.fr', 'x', 1), (6, null, null, 'x', 1)");

    PurgeOutcome outcome = base.purge(NIGHT);

    assertThat(outcome.code()).as("%s", outcome.remarks()).isEqualTo(ExitCode.DONE);
    assertThat(ids("enrolments")).isEqualTo("1,3,4,6");
    assertThat(ids("courses")).isEqualTo("1,2,3");
    base.purge("2027-06-01");
    assertThat(ids("enrolments")).isEqualTo("1,3,4,6");
    assertThat(base.purge("2027-06-02").code()).isEqualTo(ExitCode.DONE);
    assertThat(ids("enrolments")).isEqualTo("6");
    assertThat(ids("courses")).isEqualTo("-");
  }

  /** What is masked is nobody's any more, and lets its course go. */
  @Test
  void anEnrolmentThatIsMaskedLetsItsCourseGo() {
    policy("members: anonymise, enrolments: anonymise");
    base.execute(
        "insert into enrolments values (3, null, 'guest@ex.fr', 'x', 2), (5, null, 'old@ex.fr', 'x', 1)");

    assertThat(base.purge(NIGHT).code()).isEqualTo(ExitCode.DONE);
    assertThat(ids("enrolments where said is null")).isEqualTo("2,5");
    assertThat(ids("courses")).isEqualTo("2,3");

    assertThat(base.purge("2027-06-02").code()).isEqualTo(ExitCode.DONE);
    assertThat(ids("enrolments where said is null")).isEqualTo("1,2,3,5");
    assertThat(ids("courses")).isEqualTo("-");
  }

  /** Several addresses in one column: each of them tells whose enrolment it is. */
  @Test
  void theCourseOfThoseWhoAreNamedInAListKeepsThem() {
    policy("members: anonymise, enrolments: delete");
    base.execute(
        """
        drop index enrolments_lower_idx;
        alter table enrolments alter column email type text[] using null::text[];
        insert into enrolments values (3, null, '{guest@ex.fr}', 'x', 2),
          (4, null, '{"GUEST@ex.fr ",other@ex.fr}', 'x', 1), (5, null, '{old@ex.fr}', 'x', 1),
          (6, null, '{third@ex.fr,bob@ex.fr}', 'x', 3), (7, null, '{}', 'x', 1)""");

    assertThat(base.purge(NIGHT).code()).isEqualTo(ExitCode.DONE);

    assertThat(ids("enrolments")).isEqualTo("1,3,4,6,7");
    assertThat(masked()).isEqualTo("3");
    assertThat(base.purge("2027-06-02").code()).isEqualTo(ExitCode.DONE);
    assertThat(ids("enrolments")).isEqualTo("6,7");
    base.purge("2029-06-01");
    assertThat(masked()).isEqualTo("1,3");
    base.purge("2029-06-02");
    assertThat(ids("enrolments")).isEqualTo("7");
    assertThat(masked()).isEqualTo("1,2,3");
  }
}
