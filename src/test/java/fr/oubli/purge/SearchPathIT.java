package fr.oubli.purge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.oubli.platform.console.Progress;
import fr.oubli.platform.database.Database;
import fr.oubli.platform.database.DatabaseSettings;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.testing.Foreign;
import java.time.Clock;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Oubli's sessions look among PostgreSQL's own names alone; what the company made goes on to find
 * what it names.
 */
class SearchPathIT {

  private static final LocalDate NIGHT = LocalDate.of(2026, 11, 23);
  private static final String TABLES =
      """
      create table members (id bigint primary key, email text, left_on date);
      create table notes (
        id bigint primary key, member bigint references members on delete set null, written_on date);
      create index on notes (member);
      create table audit (what text);
      create function audited() returns trigger language plpgsql as $$
      begin
        insert into audit values (tg_table_name || ' ' || lower(tg_op));
        if tg_op = 'DELETE' then return old; end if;
        return new;
      end $$;
      insert into members values (1, 'a@exemple.fr', '2020-01-01'), (2, 'b@exemple.fr', '2026-06-01');
      insert into notes values (10, 1, '2026-05-01');
      """;
  private static final String MAP =
      """
      dataset:
        - fides_key: club
          collections:
            - name: members
              fields:
                - { name: id, fides_meta: { primary_key: true } }
                - { name: email, data_categories: [user.contact.email], fides_meta: { identity: email } }
                - { name: left_on }
            - name: notes
              fields:
                - { name: id, fides_meta: { primary_key: true } }
                - name: member
                  fides_meta: { references: [{ dataset: club, field: members.id }] }
                - { name: written_on }
      """;
  private static final String POLICY =
      """
      policy: club
      zone: Europe/Paris
      rules:
        members:
          cites: "rules, 1"
          basis: contract
          starts: { row: members.left_on }
          keep: { at-most: P1Y }
          then: { members: delete }
      anonymise: { user.contact.email: null_rewrite }
      limits: { share-of-collection: 100% }
      """;

  private final Foreign club = new Foreign(TABLES, MAP, POLICY);

  @AfterEach
  void close() {
    club.close();
  }

  private PurgeOutcome night(String policy) {
    club.policy(policy);
    try (Database database =
        Database.open(DatabaseSettings.from(club.environment(), club.keys(), 8))) {
      return new NightlyPurge(
              club.policy(),
              club.map(),
              database.dataSource(),
              Progress.silent(),
              Clock.systemUTC())
          .run(club.options(NIGHT, false, null));
    }
  }

  @Test
  void aTriggerOnTheDeletedTableFindsItsTable() {
    club.jdbc()
        .execute(
            "create trigger audit after delete on members for each row execute function audited()");

    assertThat(night(POLICY).code()).isEqualTo(ExitCode.DONE);

    assertThat(club.text("select string_agg(what, ', ') from audit")).isEqualTo("members delete");
    assertThat(club.count("members")).isEqualTo(1);
  }

  @Test
  void aTriggerOnATableThatLosesItsReferenceFindsItsTable() {
    club.jdbc()
        .execute(
            "create trigger audit before update on notes for each row execute function audited()");

    assertThat(night(POLICY).code()).isEqualTo(ExitCode.DONE);

    assertThat(club.text("select string_agg(what, ', ') from audit")).isEqualTo("notes update");
    assertThat(club.verifyLedger().faults()).isEmpty();
  }

  @Test
  void aTriggerOnTheMaskedTableFindsItsTable() {
    club.jdbc()
        .execute(
            "create trigger audit before update on members for each row execute function audited()");

    assertThat(night(POLICY.replace("members: delete", "members: anonymise")).code())
        .isEqualTo(ExitCode.DONE);

    assertThat(club.text("select string_agg(what, ', ') from audit")).isEqualTo("members update");
  }

  @Test
  void valuesOfATypeOfAnExtensionAreComparedAsThatTypeDoes() {
    club.jdbc().execute("create extension citext; alter table members alter email type citext");
    try (Database database =
        Database.open(DatabaseSettings.from(club.environment(), club.keys(), 2))) {
      assertThat(
              new org.springframework.jdbc.core.JdbcTemplate(database.dataSource())
                  .queryForObject(
                      "select count(*) from public.members where email = 'A@exemple.fr'::public.citext",
                      Long.class))
          .isEqualTo(1);
    }
    assertThat(night(POLICY).code()).isEqualTo(ExitCode.DONE);
  }

  @Test
  void aTypeInASchemaInWhichOthersMayWriteIsRefusedWithItsMend() {
    club.jdbc()
        .execute(
            "create extension citext; alter table members alter email type citext;"
                + " grant create on schema public to pg_monitor");

    assertThatThrownBy(() -> night(POLICY))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(ExitCode.REFUSED))
        .hasMessageContaining("\"public\".\"members\" has columns of type citext")
        .hasMessageContaining("REVOKE CREATE ON SCHEMA public FROM pg_monitor")
        .hasMessageContaining("ALTER EXTENSION citext SET SCHEMA");

    club.jdbc().execute("revoke create on schema public from pg_monitor");
    assertThat(night(POLICY).code()).isEqualTo(ExitCode.DONE);
  }
}
