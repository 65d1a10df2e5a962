package fr.oubli.rights.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assumptions.assumeThat;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.purge.PurgeOutcome;
import fr.oubli.rights.access.SubjectExport;
import fr.oubli.rights.erasure.SubjectErase.Erased;
import fr.oubli.rights.request.Identity;
import fr.oubli.rights.request.Request;
import fr.oubli.rights.request.Right;
import fr.oubli.testing.Desk;
import fr.oubli.testing.Foreign;
import fr.oubli.testing.ShortMap;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Objects in the schema that one path may not have expected: a schema goes through a night, an
 * answer, an erasure, its repetition and another night, and nothing of it stops.
 */
class OddObjectsIT {

  private static final Identity LEA = new Identity(Identity.EMAIL, "lea@exemple.fr");
  private static final int PERIODS_AND_MORE = 180_000;

  private Foreign base = new Foreign();

  @BeforeEach
  void tables() {
    base.tables(
        """
        create table users (id bigint primary key, email text not null, nick text, extra text,
          left_on date);
        create table notes (id bigint primary key, user_id bigint references users, body text,
          spare text, written_on date not null);
        insert into users values (1, 'lea@exemple.fr', 'Léa', 'x', '2026-11-01'),
          (2, 'old@exemple.fr', 'Old', 'y', '2020-01-01');
        insert into notes values (1, 1, 'hello', 's', '2026-11-01'), (2, 2, 'bye', 's', '2020-01-01');
        """);
    base.map(
        new ShortMap()
            .collection(
                "users",
                "id !",
                "email @email #user.contact.email",
                "nick #user.name",
                "extra",
                "left_on")
            .collection(
                "notes", "id !", "user_id >users.id", "body #user.content", "spare", "written_on")
            .toString());
    policy("users: anonymise, notes: delete", "null_rewrite", "null_rewrite");
  }

  private void policy(String then, String name, String content) {
    base.policy(
        """
        policy: odd
        language: 2
        zone: Europe/Paris
        subject: { collection: users, same-person-by: [email] }
        rules:
          users:
            cites: "1 year after leaving"
            basis: contract
            starts: { latest: [users.left_on], per: subject }
            keep: { at-most: P1Y }
            then: { %s }
        anonymise: { user.name: %s, user.content: %s,
          user.contact.email: { strategy: string_rewrite, value: 'erased-{key}@invalid' } }
        """
            .formatted(then, name, content));
  }

  @AfterEach
  void close() {
    base.close();
  }

  private Desk desk() {
    return new Desk(base, base.policy(), base.map(), Desk.TODAY);
  }

  private Erased life() {
    PurgeOutcome night = base.purge("2026-11-23");
    assertThat(night.code()).as("%s", night.remarks()).isEqualTo(ExitCode.DONE);
    Request access = desk().verified(Right.ACCESS, LEA);
    assertThat(export().write(access, null)).exists();
    desk().register().steps().closeUnanswered(access.id(), "sent", Desk.TODAY);
    Request request = desk().verified(Right.ERASURE, LEA);
    Erased erased = desk().erasure().erase(request.id());
    assertThat(desk().erasure().erase(request.id()).state()).isEqualTo(erased.state());
    PurgeOutcome after = base.purge("2026-11-24");
    assertThat(after.code()).as("%s", after.remarks()).isEqualTo(ExitCode.DONE);
    assertThat(base.verifyLedger().faults()).isEmpty();
    return erased;
  }

  private SubjectExport export() {
    return new SubjectExport(
        base.dataSource(),
        base.policy(),
        base.map(),
        new fr.oubli.model.datacontroller.Controller(
            new fr.oubli.model.datacontroller.Controller.Contact(
                "Club", "Lyon", "c@example.fr", "dpo@example.fr"),
            List.of(),
            "none",
            List.of(),
            List.of(),
            List.of()),
        new fr.oubli.registers.recording.RecordingFiles(base.recordings()),
        base.folder().resolve("bundles"),
        Desk.TODAY);
  }

  private void leaIsErased() {
    assertThat(base.text("select email || coalesce(nick, '') from users where id = 1"))
        .isEqualTo("erased-1@invalid");
    assertThat(base.count("notes")).isZero();
  }

  private static final List<String> OBJECTS =
      List.of(
          "create materialized view letters as select email, nick from users with no data",
          "alter table users add constraint apart exclude using gist (daterange(left_on, left_on, '[]')"
              + " with &&) where (id > 100)",
          "alter table notes add constraint once exclude using hash (id with =)",
          "create function noop() returns trigger language plpgsql as 'begin return null; end';"
              + " create constraint trigger late after insert or update or delete on users"
              + " deferrable initially deferred for each row execute function noop();"
              + " create constraint trigger late after update or delete on notes"
              + " deferrable initially deferred for each row execute function noop()",
          "create view people as select email from users; create table log (line jsonb, at date)",
          "create sequence numbers; create type mood as enum ('good'); create domain word as text;"
              + " create table words (w word, m mood)",
          "create table \"odd \"\" name\" (\"a \"\" b\" text)",
          "create unlogged table drafts (t text); create table nothing ()");

  @Test
  void nothingOfTheSchemaStopsIt() {
    nothingStopsIt(OBJECTS);
  }

  /** All of them in one schema; if that stops, each is tried alone, to say which it is. */
  private void nothingStopsIt(List<String> objects) {
    Throwable together = catchThrowable(() -> livesWith(String.join(";", objects)));
    if (together != null) {
      for (String each : objects) {
        base.close();
        base = new Foreign();
        tables();
        assertThat(catchThrowable(() -> livesWith(each))).as(each).isNull();
      }
    }
    assertThat(together).as("none stops it alone").isNull();
  }

  private void livesWith(String objects) {
    base.execute(objects);

    Erased erased = life();

    assertThat(erased.state()).as("%s", erased).isEqualTo(ErasureState.DONE);
    leaIsErased();
  }

  /** What brings a server of version 18 that the catalogue's reader may take for something else. */
  private static final List<String> OBJECTS_OF_18 =
      List.of(
          "alter table users drop column extra,"
              + " add column extra text generated always as (nick || ' of ' || email) virtual",
          "alter table users add constraint few check (nick <> 'Léa' or extra is null) not enforced",
          "alter table notes drop constraint notes_user_id_fkey, add constraint loose foreign key (user_id)"
              + " references users on delete set null not enforced",
          "create table stays (room int4range, valid daterange, guest text,"
              + " primary key (room, valid without overlaps));"
              + " create table bills (id bigint primary key, room int4range, valid daterange,"
              + " foreign key (room, period valid) references stays (room, period valid));"
              + " insert into stays values ('[1,2)', '[2026-01-01,2026-02-01)', 'x');"
              + " insert into bills values (1, '[1,2)', '[2026-01-02,2026-01-03)')");

  @Test
  void nothingOfVersion18StopsIt() {
    assumeThat(Integer.parseInt(base.text("select current_setting('server_version_num')")))
        .isGreaterThanOrEqualTo(PERIODS_AND_MORE);
    nothingStopsIt(OBJECTS_OF_18);
  }

  @Test
  void whatCannotBeReadIsToldAndTheErasureIsDone() {
    base.execute(
        """
        create foreign data wrapper elsewhere;
        create server other foreign data wrapper elsewhere;
        create foreign table far (email text) server other;
        create materialized view filled as select email from users where id = 3;
        """);

    Erased erased = life();

    assertThat(erased.residues())
        .extracting(ResidueScan.Residue::place)
        .containsExactly("public.far (could not be read)");
    assertThat(erased.state()).isEqualTo(ErasureState.DONE);
    leaIsErased();
  }

  /**
   * By the erasure's own change, so that it happens between its look at the catalogue and the end.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {"alter table notes drop column if exists spare", "drop table if exists aside"})
  void aColumnThatIsDroppedMeanwhileIsToldAndTheErasureIsDone(String drop) {
    base.execute("create table aside (t text)");
    base.purge("2026-11-23");
    base.execute(
        """
        create function drops() returns trigger language plpgsql as $$ begin
          execute '%s'; return null; end $$;
        create trigger drops after update on users for each statement execute function drops();
        """
            .formatted(drop));
    Request request = desk().verified(Right.ERASURE, LEA);

    Erased erased = desk().erasure().erase(request.id());

    assertThat(erased.state()).as("%s", erased).isEqualTo(ErasureState.DONE);
    leaIsErased();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "; truncate notes", "; update notes set body = null"})
  void whereEveryMaskPreservesThereIsNothingToDo(String more) {
    policy("users: anonymise, notes: anonymise", "null_rewrite", "preserve");
    base.execute("update users set extra = null" + more);

    Erased erased = life();

    assertThat(erased.state()).as("%s", erased).isNotNull();
    assertThat(base.count("oubli.ledger_entry where collection = 'notes'")).isZero();
  }

  @Test
  void whereEveryMaskOfThePersonPreservesThereIsNothingToDo() {
    policy("users: anonymise, notes: delete", "preserve", "preserve");
    base.policy(
        base.policyText()
            .replace("{ strategy: string_rewrite, value: 'erased-{key}@invalid' }", "preserve"));

    Erased erased = life();

    assertThat(erased.state()).as("%s", erased).isNotEqualTo(ErasureState.DONE);
    assertThat(base.text("select email from users where id = 1")).isEqualTo("lea@exemple.fr");
    assertThat(base.count("notes")).isZero();
  }
}
