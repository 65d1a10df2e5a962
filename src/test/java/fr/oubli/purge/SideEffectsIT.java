package fr.oubli.purge;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.testing.Foreign;
import java.sql.Connection;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a plain DELETE or UPDATE would do beside what it says, and what becomes of it. */
class SideEffectsIT {

  private static final String MAP =
      """
      dataset:
        - fides_key: club
          collections:
            - name: members
              fields:
                - { name: id, fides_meta: { primary_key: true } }
                - { name: name, data_categories: [user.name] }
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
      anonymise: { user.name: null_rewrite }
      limits: { share-of-collection: 100% }
      """;
  private static final String NOTES_TOO =
      POLICY.replace(
          "anonymise:",
          """
            notes:
              cites: "rules, 1"
              basis: contract
              starts: { row: notes.written_on }
              keep: { at-most: P1Y }
              then: { notes: delete }
          anonymise:""");
  private static final String ANONYMISED = POLICY.replace("members: delete", "members: anonymise");

  private final Foreign club = new Foreign(tables("cascade"), MAP, POLICY);

  @AfterEach
  void close() {
    club.close();
  }

  private static String tables(String onDelete) {
    return """
        create table members (id bigint primary key, name text, left_on date);
        create table notes (
          id bigint primary key, member bigint references members on delete %s, written_on date);
        create index on notes (member);
        insert into members values (1, 'Anne', '2020-01-01'), (2, 'Bob', '2020-01-01'), (3, 'Eve', '2026-01-01');
        insert into notes values (10, 1, '2026-05-01'), (11, 1, '2026-05-02'), (12, 3, '2020-05-01'),
          (13, null, '2026-05-01');
        """
        .formatted(onDelete);
  }

  private void onDelete(String action) {
    club.execute("drop table notes, members;" + tables(action));
  }

  @Test
  void anEmptiedReferenceIsPlannedAndInTheLedger() {
    onDelete("set null");
    assertThat(String.join("\n", club.dryRun("2026-06-01").remarks()))
        .containsPattern("members +notes \\(notes_member_fkey\\) +detach +2025-05-31 +2\n");
    PurgeOutcome outcome = club.purge("2026-06-01");
    assertThat(outcome.code()).isEqualTo(ExitCode.DONE);
    assertThat(outcome.remarks())
        .contains("members:notes: 2 rows lost the reference to a row that went");
    assertThat(club.ledger("members")).isEqualTo("delete {1,2}");
    assertThat(club.ledger("notes")).isEqualTo("detach {10,11}");
    assertThat(
            club.text(
                "select string_agg(id || ':' || coalesce(member, 0), ' ' order by id) from notes"))
        .isEqualTo("10:0 11:0 12:3 13:0");
    assertThat(club.verifyLedger().faults()).isEmpty();
    assertThat(club.purge("2026-06-01").code()).isEqualTo(ExitCode.DONE);
    assertThat(club.text("select count(*) from oubli.ledger_entry")).isEqualTo("2");
  }

  @Test
  void aReferenceThatFallsBackToItsDefaultIsInTheLedgerToo() {
    onDelete("set default");
    club.execute("alter table notes alter column member set default 3");
    assertThat(club.purge("2026-06-01").code()).isEqualTo(ExitCode.DONE);
    assertThat(club.ledger("notes")).isEqualTo("detach {10,11}");
    assertThat(club.text("select member from notes where id = 10")).isEqualTo("3");
  }

  @Test
  void aRowOfTheSameTableThatLosesItsReferenceIsInTheLedgerUnlessItWentToo() {
    club.execute("drop table notes, members");
    club.execute(
        """
        create table members (id bigint primary key, name text, left_on date,
          sponsor bigint references members on delete set null);
        create index on members (sponsor);
        insert into members values (1, 'Anne', '2020-01-01', null), (2, 'Bob', '2020-01-01', 1),
          (3, 'Eve', '2026-01-01', 2), (4, 'Zoé', '2026-01-01', 3);
        """);
    club.map(
        MAP.substring(0, MAP.indexOf("      - name: notes"))
            + "          - name: sponsor\n            fides_meta:"
            + " { references: [{ dataset: club, field: members.id }] }\n");
    assertThat(club.purge("2026-06-01").code()).isEqualTo(ExitCode.DONE);
    assertThat(club.ledger("members")).isEqualTo("delete {1,2} detach {3}");
  }

  @Test
  @Timeout(30)
  void aReferenceThatBeginsWhileItsRowGoesIsSeenOrTheRowStays() throws Exception {
    onDelete("cascade");
    club.policy(NOTES_TOO);
    try (Connection writer = club.connect()) {
      writer.setAutoCommit(false);
      writer.createStatement().execute("insert into notes values (20, 2, '2026-05-30')");
      CompletableFuture<PurgeOutcome> run =
          CompletableFuture.supplyAsync(() -> club.purge("2026-06-01"));
      while (!run.isDone()
          && club.text("select count(*) from pg_stat_activity where wait_event_type = 'Lock'")
              .equals("0")) {
        Thread.sleep(20);
      }
      writer.commit();
      assertThat(run.get().code()).isEqualTo(ExitCode.DONE);
    }
    assertThat(club.text("select string_agg(id::text, ' ' order by id) from notes"))
        .isEqualTo("10 11 13 20");
    assertThat(club.text("select string_agg(id::text, ' ' order by id) from members"))
        .isEqualTo("1 2 3");
  }

  @Test
  void aCascadeWithoutARuleOfItsOwnIsRefusedWithTheMend() {
    assertThat(club.problems())
        .containsExactly(
            "rows of members never go while notes has rows of theirs (notes_member_fkey), and no rule"
                + " ends those; add notes: delete to 'then' of members (%s:4), or anonymise members"
                    .formatted(club.policyFile()));
  }

  @Test
  void aReferenceThatStopsADeletionForEverIsRefusedAsWell() {
    for (String stops : new String[] {"no action", "restrict"}) {
      onDelete(stops);
      assertThat(club.problems()).singleElement().asString().contains("add notes: delete");
    }
  }

  @Test
  void aReferenceThatYieldsStopsNothing() {
    onDelete("set null");
    assertThat(club.problems()).isEmpty();
  }

  @Test
  void rowsThatStayMayBeReferredToForEver() {
    club.policy(ANONYMISED);
    assertThat(club.problems()).isEmpty();
  }

  @Test
  void aReferenceToItsOwnTableIsNoDeadEnd() {
    club.policy(NOTES_TOO);
    club.execute("alter table members add column sponsor bigint references members");
    club.map(
        MAP.replace(
            "- { name: left_on }",
            "- { name: left_on }\n          - { name: sponsor, fides_meta: { references: [{ dataset: club, field: members.id }] } }"));
    assertThat(club.problems()).isEmpty();
  }

  @Test
  void whoHasRowsOfTheOtherTableMayBeOutsideTheRule() {
    club.policy(
        POLICY
            .replace("rules:", "subject: { collection: members }\nrules:")
            .replace(
                "starts: { row: members.left_on }",
                "starts: { latest: [members.left_on], per: subject }\n    unless-has: [notes]"));
    assertThat(club.problems()).isEmpty();
  }

  @Test
  void aCascadeTakesNothingAlong() {
    club.policy(NOTES_TOO);
    assertThat(club.purge("2026-06-01").code()).isEqualTo(ExitCode.DONE);
    assertThat(club.ledger("members")).isEqualTo("delete {2}");
    assertThat(club.ledger("notes")).isEqualTo("delete {12}");
    assertThat(club.purge("2027-06-01").code()).isEqualTo(ExitCode.DONE);
    assertThat(club.text("select count(*) from members") + club.text("select count(*) from notes"))
        .isEqualTo("00");
    assertThat(club.text("select sum(row_count) from oubli.ledger_entry")).isEqualTo("7");
  }

  @Test
  void aCircleOpensWhereAReferenceYields() {
    club.policy(NOTES_TOO);
    club.execute(
        "alter table members add column last_note bigint references notes on delete set null;"
            + "create index on members (last_note);"
            + "update members set last_note = 10 where id = 1;"
            + "update members set last_note = 12 where id = 3");
    club.map(
        MAP.replace(
            "          - { name: left_on }\n",
            "          - { name: left_on }\n          - name: last_note\n            fides_meta: { references: [{ dataset: club, field: notes.id }] }\n"));
    assertThat(club.purge("2027-06-01").code()).isEqualTo(ExitCode.DONE);
    assertThat(club.text("select count(*) from members")).isEqualTo("0");
    assertThat(club.ledger("members")).startsWith("detach {1,3}");
  }

  @Test
  void aRowThatATriggerKeepsIsToldAndNeverInTheLedger() {
    onDelete("set null");
    club.execute(
        "create function keep() returns trigger language plpgsql as 'begin return null; end';"
            + "create trigger never_bob before delete on members for each row"
            + " when (old.name = 'Bob') execute function keep()");
    PurgeOutcome outcome = club.purge("2026-06-01");
    assertThat(outcome.code()).isEqualTo(ExitCode.FAILED);
    assertThat(outcome.remarks())
        .contains(
            "members:members: 1 row stays: nothing explains why; see the log, then run again",
            "members:members: the table has triggers that can keep a row as it is: never_bob");
    assertThat(club.ledger("members")).isEqualTo("delete {1}");
  }

  @Test
  void aMaskThatATriggerTakesBackIsToldAndNeverInTheLedger() {
    onDelete("set null");
    club.policy(ANONYMISED);
    club.execute(
        "create function back() returns trigger language plpgsql as"
            + " 'begin new.name = coalesce(new.name, old.name); return new; end';"
            + "create trigger name_stays before update on members for each row"
            + " when (old.id = 2) execute function back()");
    PurgeOutcome outcome = club.purge("2026-06-01");
    assertThat(outcome.code()).isEqualTo(ExitCode.FAILED);
    assertThat(outcome.remarks())
        .contains(
            "members:members: the table has triggers that can keep a row as it is: name_stays");
    assertThat(club.ledger("members")).isEqualTo("anonymise {1}");
  }

  @Test
  void aTriggerThatOnlyNotesTheTimeIsNoObstacle() {
    onDelete("set null");
    club.policy(ANONYMISED);
    club.execute(
        "create function touch() returns trigger language plpgsql as"
            + " 'begin new.left_on = old.left_on; return new; end';"
            + "create trigger touch before update on members for each row execute function touch()");
    assertThat(club.purge("2026-06-01").code()).isEqualTo(ExitCode.DONE);
    assertThat(club.ledger("members")).isEqualTo("anonymise {1,2}");
  }

  @Test
  void aRuleThatRewritesIsRefused() {
    onDelete("set null");
    club.execute("create rule never as on delete to members do instead nothing");
    assertThat(club.problems())
        .containsExactly(
            "the rule never of \"public\".\"members\" rewrites DELETE, so that nobody can tell what"
                + " is done to a row; make it a trigger, or take members out of 'then'");
    club.policy(ANONYMISED);
    assertThat(club.problems()).isEmpty();
  }

  @Test
  void rowsThatSecurityMayHideAreRefused() {
    onDelete("set null");
    club.execute(
        "alter table members enable row level security; alter table members force row level security;"
            + "create policy few on members using (id = 1);"
            + "do $$ begin if not exists (select from pg_roles where rolname = 'hindered') then"
            + " create role hindered; end if; end $$;"
            + "grant all on all tables in schema public to hindered");
    assertThat(asHindered()).containsExactly("hides members");
    club.execute("create policy oubli on members to hindered using (true)");
    assertThat(asHindered()).isEmpty();
    club.execute("create policy less on members as restrictive using (id > 1)");
    assertThat(asHindered()).containsExactly("hides members");
    assertThat(club.problems()).as("a superuser sees everything").isEmpty();
  }

  private java.util.List<String> asHindered() {
    return club
        .as("hindered", source -> fr.oubli.schema.catalog.Catalog.read(source, club.map()))
        .tables()
        .stream()
        .filter(table -> table.traits().hidesRows())
        .map(table -> "hides " + table.name())
        .toList();
  }

  @Test
  void aTableThatInheritsIsMappedOnItsOwn() {
    onDelete("set null");
    club.execute("create table vips (primary key (id)) inherits (members)");
    assertThat(club.problems())
        .containsExactly(
            "\"public\".\"vips\" inherits from \"public\".\"members\" and is not in the map;"
                + " add it as a collection of its own");
  }

  @Test
  void aParentsRuleLeavesTheRowsOfAnHeirAlone() {
    onDelete("set null");
    club.execute(
        "create table vips (primary key (id)) inherits (members);"
            + "insert into vips values (1, 'Vip Anne', '2020-01-01'), (9, 'Vip Zoé', '2020-01-01')");
    club.map(MAP + vips());
    assertThat(String.join("\n", club.dryRun("2026-06-01").remarks()))
        .containsPattern("members +members +delete +2025-05-31 +3 +2 ");
    assertThat(club.purge("2026-06-01").code()).isEqualTo(ExitCode.DONE);
    assertThat(club.ledger("members")).isEqualTo("delete {1,2}");
    assertThat(club.text("select string_agg(name, ',' order by id) from only vips"))
        .isEqualTo("Vip Anne,Vip Zoé");
    club.policy(POLICY.replace("members", "vips"));
    assertThat(club.purge("2026-06-01").code()).isEqualTo(ExitCode.DONE);
    assertThat(club.ledger("vips")).isEqualTo("delete {1,9}");
    assertThat(club.text("select string_agg(name, ',') from members")).isEqualTo("Eve");
  }

  private static String vips() {
    return """
              - name: vips
                fields:
                  - { name: id, fides_meta: { primary_key: true } }
                  - { name: name, data_categories: [user.name] }
                  - { name: left_on }
        """;
  }
}
