package fr.oubli.rights.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import fr.oubli.platform.console.Progress;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.purge.NightlyPurge;
import fr.oubli.purge.PurgeOutcome;
import fr.oubli.rights.request.Identity;
import fr.oubli.rights.request.Request;
import fr.oubli.rights.request.Right;
import fr.oubli.testing.Desk;
import fr.oubli.testing.Foreign;
import fr.oubli.testing.ShortMap;
import java.time.Clock;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tables that are closed to the role of a run, whole or in part. */
class WithoutRightsIT {

  private static final String ROLE = "without_rights";
  private static final LocalDate NIGHT = LocalDate.of(2026, 11, 23);
  private static final Identity LEA = new Identity(Identity.EMAIL, "lea@exemple.fr");

  private final Foreign base = new Foreign();

  @BeforeEach
  void tables() {
    base.tables(
        """
        create table users (id bigint primary key, email text not null, nick text, left_on date);
        create table notes (id bigint primary key, user_id bigint references users, body text);
        create table visits (id bigint primary key, at date not null);
        create table papers (line text);
        insert into users values (1, 'lea@exemple.fr', 'Léa', '2026-11-01'),
          (2, 'old@exemple.fr', 'Old', '2020-01-01');
        insert into notes values (1, 1, 'hello'), (2, 2, 'bye');
        insert into visits values (1, '2020-01-01');
        insert into papers values ('lea@exemple.fr');
        """);
    base.execute(
        """
        do $$ begin
          if not exists (select from pg_roles where rolname = 'without_rights') then
            create role without_rights;
          end if;
        end $$;
        grant usage, create on schema oubli to without_rights;
        grant all on all tables in schema oubli to without_rights;
        grant all on all sequences in schema oubli to without_rights;
        grant all on all functions in schema oubli to without_rights;
        grant usage on schema public to without_rights;
        grant all on all tables in schema public to without_rights;
        """);
    base.map(
        new ShortMap()
            .collection(
                "users", "id !", "email @email #user.contact.email", "nick #user.name", "left_on")
            .collection("notes", "id !", "user_id >users.id", "body #user.content")
            .collection("visits", "id !", "at")
            .toString());
    base.policy(
        """
        policy: closed
        language: 2
        zone: Europe/Paris
        subject: { collection: users, same-person-by: [email] }
        rules:
          visits:
            cites: "1 year"
            basis: contract
            starts: { row: visits.at }
            keep: { at-most: P1Y }
            then: { visits: delete }
          users:
            cites: "1 year after leaving"
            basis: contract
            starts: { latest: [users.left_on], per: subject }
            keep: { at-most: P1Y }
            then: { users: anonymise, notes: delete }
        anonymise: { user.name: null_rewrite,
          user.contact.email: { strategy: string_rewrite, value: 'erased-{key}@invalid' } }
        """);
  }

  @AfterEach
  void close() {
    base.execute("drop owned by without_rights");
    base.close();
  }

  @Test
  void aRoleThatMayDoWhatTheRulesAskForDoesIt() {
    PurgeOutcome night = night(false);

    assertThat(night.code()).as("%s", night.remarks()).isEqualTo(ExitCode.DONE);
    assertThat(base.count("visits")).isZero();
    assertThat(base.ids("notes")).isEqualTo("1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          delete on notes        | delete rows of public.notes;
          delete on visits       | delete rows of public.visits;
          update on users        | rewrite public.users (email, nick);
          select on notes        | read public.notes;
          usage on schema public | use the schema of public.notes, public.users, public.visits;
          """)
  void aNightThatMayNotDoWhatARuleAsksForTouchesNothing(String right, String missing) {
    base.execute("revoke all on schema public from public");
    base.execute("revoke " + right + " from " + ROLE);

    Refusal refusal = catchThrowableOfType(Refusal.class, () -> night(false));

    assertThat(refusal.code()).isEqualTo(ExitCode.REFUSED);
    assertThat(refusal.lines())
        .singleElement()
        .asString()
        .startsWith("role " + ROLE + " may not " + missing)
        .contains("; grant it ");
    assertThat(base.count("visits")).isEqualTo(1);
    assertThat(base.count("notes")).isEqualTo(2);
    assertThat(base.count("oubli.ledger_entry")).isZero();
  }

  @Test
  void theRightToRewriteOneColumnOfTwoIsNotEnough() {
    base.execute("revoke update on users from " + ROLE);
    base.execute("grant update (nick) on users to " + ROLE);

    Refusal refusal = catchThrowableOfType(Refusal.class, () -> night(false));

    assertThat(refusal.lines())
        .singleElement()
        .asString()
        .contains("rewrite public.users (email);");
    assertThat(base.count("visits")).isEqualTo(1);
  }

  /** Whoever looks at what would go needs no right to do it. */
  @Test
  void aDryRunNeedsNoRightToDelete() {
    base.execute("revoke delete, update on notes, visits, users from " + ROLE);

    assertThat(night(true).code()).isEqualTo(ExitCode.DONE);
  }

  @Test
  void anErasureThatMayNotDeleteTouchesNothing() {
    base.execute("revoke delete on notes from " + ROLE);
    Request request = desk().verified(Right.ERASURE, LEA);

    Refusal refusal = catchThrowableOfType(Refusal.class, () -> erase(request));

    assertThat(refusal.lines()).singleElement().asString().contains("public.notes", "delete");
    assertThat(base.text("select nick from users where id = 1")).isEqualTo("Léa");
  }

  @Test
  void anUnmappedTableThatMayNotBeReadIsToldByAnErasure() {
    base.execute("revoke all on papers from " + ROLE);
    Request request = desk().verified(Right.ERASURE, LEA);

    SubjectErase.Erased erased = erase(request);

    assertThat(erased.residues())
        .extracting(ResidueScan.Residue::place)
        .containsExactly("public.papers (could not be read)");
    assertThat(erased.state()).isEqualTo(ErasureState.DONE);
  }

  private Desk desk() {
    return new Desk(base, base.policy(), base.map(), Desk.TODAY);
  }

  private SubjectErase.Erased erase(Request request) {
    return base.working(ROLE, source -> desk().erasure(source).erase(request.id()));
  }

  private PurgeOutcome night(boolean dry) {
    return base.working(
        ROLE,
        source ->
            new NightlyPurge(
                    base.policy(), base.map(), source, Progress.silent(), Clock.systemUTC())
                .run(base.options(NIGHT, dry, null)));
  }
}
