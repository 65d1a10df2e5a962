package fr.oubli.schema.gate;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.testing.Foreign;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a mask would do to a constraint is told before a row is touched. */
class MasksOnTablesIT {

  private static final String MAP =
      """
      dataset:
        - fides_key: club
          collections:
            - name: seats
              fields:
                - { name: id, fides_meta: { primary_key: true } }
                - { name: event }
                - { name: mail, data_categories: [user.contact.email] }
                - { name: nick, data_categories: [user.name] }
                - { name: at }
                - name: more
                  fields:
                    - { name: mail, data_categories: [user.contact.email] }
      """;
  private static final String POLICY =
      """
      policy: club
      zone: Europe/Paris
      rules:
        seats:
          cites: "rules, 1"
          basis: contract
          starts: { row: seats.at }
          keep: { at-most: P1Y }
          then: { seats: anonymise }
      anonymise:
        user.name: null_rewrite
        seats.mail: { strategy: string_rewrite, value: "gone" }
        seats.more.mail: null_rewrite
      limits: { share-of-collection: 100% }
      """;

  private final Foreign club =
      new Foreign(
          """
          create table seats (id int primary key, event int, mail text, nick text, at date, more jsonb);
          insert into seats values (1, 1, 'a', 'Al', '2020-01-01', '{"mail": "x"}'),
            (2, 1, 'b', 'Bo', '2020-01-01', null), (3, 2, 'c', 'Cy', '2026-01-01', '[{"mail": "y"}]');
          """,
          MAP,
          POLICY);

  @AfterEach
  void close() {
    club.close();
  }

  private void mail(String mask) {
    club.policy(POLICY.replace("{ strategy: string_rewrite, value: \"gone\" }", mask));
  }

  @Test
  void aConstantUnderATwoColumnUniqueConstraintIsRefused() {
    assertThat(club.problems()).isEmpty();
    club.execute("alter table seats add constraint one_each unique (event, mail)");
    assertThat(club.problems())
        .singleElement()
        .asString()
        .endsWith(
            "masked rows of seats could collide in one_each, by mail; give one of its columns"
                + " null_rewrite, or a string_rewrite with {key}");
    mail("{ strategy: string_rewrite, value: \"gone {key}\" }");
    assertThat(club.problems()).isEmpty();
    mail("null_rewrite");
    assertThat(club.problems()).isEmpty();
    club.execute(
        "alter table seats drop constraint one_each;"
            + "alter table seats add constraint one_each unique nulls not distinct (event, mail)");
    assertThat(club.problems()).singleElement().asString().contains("could collide in one_each");
  }

  @Test
  void anIndexThatMaskedRowsWouldEnterIsRefused() {
    club.execute("create unique index nameless on seats (event) where nick is null");
    assertThat(club.problems()).singleElement().asString().contains("in nameless, by nick;");
  }

  @Test
  void aConstantUnderAUniqueExpressionIsRefused() {
    club.execute("create unique index lowered on seats (lower(mail))");
    assertThat(club.problems()).singleElement().asString().contains("in lowered, by mail;");
    mail("{ strategy: random_string_rewrite, length: 16 }");
    assertThat(club.problems()).isEmpty();
  }

  /** What the gate prescribes, it must take: addresses are unique within a tenant. */
  @Test
  void aKeyUnderAnIndexOfATenantAndAnExpressionIsTaken() {
    club.execute("create unique index within on seats (event, lower(mail))");
    assertThat(club.problems()).singleElement().asString().contains("in within, by mail;");
    mail("{ strategy: string_rewrite, value: \"gone-{key}\" }");
    assertThat(club.problems()).isEmpty();
    mail("{ strategy: keep_domain, value: \"gone-{key}\" }");
    assertThat(club.problems()).isEmpty();
    mail("{ strategy: keep_domain, value: gone }");
    assertThat(club.problems()).singleElement().asString().contains("in within, by mail;");
    mail("pseudonym");
    assertThat(club.problems()).isEmpty();
    mail("null_rewrite");
    assertThat(club.problems()).isEmpty();
  }

  @Test
  void aKeyUnderAPartialIndexOverAnExpressionIsTaken() {
    club.execute(
        "create unique index present on seats (lower(btrim(mail))) where at is not null;"
            + "create unique index shown on seats (event, coalesce(mail, '')) where event > 0");
    mail("{ strategy: string_rewrite, value: \"gone-{key}\" }");
    assertThat(club.problems()).isEmpty();
    mail("null_rewrite");
    assertThat(club.problems()).singleElement().asString().contains("in shown, by mail;");
  }

  /** The beginning of a text is the same of all: that the rest has the key does not help. */
  @Test
  void aKeyUnderAnIndexOverTheBeginningOfATextIsRefused() {
    club.execute("create unique index beginning on seats (event, left(mail, 3))");
    mail("{ strategy: string_rewrite, value: \"gone-{key}\" }");
    assertThat(club.problems()).singleElement().asString().contains("in beginning, by mail;");
  }

  @Test
  void anArrayIsMaskedElementByElementOrEmptied() {
    club.execute(
        "alter table seats alter mail type text[] using array[mail, null, mail], alter mail set not null");
    mail("null_rewrite");
    assertThat(club.problems())
        .singleElement()
        .asString()
        .contains("seats.mail is NOT NULL and cannot take null_rewrite")
        .endsWith("add seats.mail: empty_rewrite to 'anonymise'");
    mail("{ strategy: string_rewrite, value: \"gone-{key}\" }");
    assertThat(club.problems()).isEmpty();
    assertThat(club.purge("2026-06-01").code()).isEqualTo(ExitCode.DONE);
    assertThat(club.text("select mail::text from seats where id = 1"))
        .isEqualTo("{gone-1,NULL,gone-1}");
  }

  @Test
  void aTextThatIsNoAddressIsNoSecretHidingPlace() {
    club.execute(
        """
        update seats set nick = v, at = '2020-01-01' from (values (1, '203.0.113.7'), (2, 'Léa, 203.0.113.7')) g(i, v)
        where id = i; alter table seats add ip text not null default '256.1.1.1'""");
    club.map(
        MAP.replace(
            "- { name: nick,",
            "- { name: ip, data_categories: [user.ip] }\n          - { name: nick,"));
    club.policy(
        POLICY.replace(
            "user.name: null_rewrite",
            "user.name: { strategy: truncate_network, ipv4: 8 }\n  user.ip: truncate_network"));
    assertThat(club.problems()).isEmpty();
    assertThat(club.purge("2026-06-01").code()).isEqualTo(ExitCode.DONE);
    assertThat(
            club.text(
                "select string_agg(coalesce(nick, '-') || ' ' || ip, ', ' order by id) from seats where id < 3"))
        .isEqualTo("203.0.0.0 0.0.0.0, - 0.0.0.0");
  }

  @Test
  void aConstantUnderAnExclusionIsRefused() {
    club.execute(
        "alter table seats add constraint apart exclude using btree (mail with =) where (event > 0)");
    assertThat(club.problems()).singleElement().asString().contains("in apart, by mail;");
    mail("null_rewrite");
    assertThat(club.problems()).isEmpty();
  }

  @Test
  void aForeignKeyIsNoPlaceForAMask() {
    club.execute(
        "create table mails (mail text primary key); insert into mails select mail from seats;"
            + "alter table seats add constraint known foreign key (mail) references mails");
    club.map(
        MAP
            + "      - name: mails\n"
            + "        fields: [{ name: mail, fides_meta: { primary_key: true } }]\n");
    assertThat(club.problems())
        .singleElement()
        .asString()
        .contains("seats.mail refers to \"public\".\"mails\" (known); write seats.mail: preserve");
  }

  @Test
  void aValueThatItsDomainForbidsIsRefused() {
    club.execute(
        "create domain address as text check (value like '%@%');"
            + "update seats set mail = mail || '@x'; alter table seats alter mail type address");
    assertThat(club.problems())
        .singleElement()
        .asString()
        .contains("a masked value does not fit the type of seats.mail;");
  }

  @Test
  void aGeneratedColumnIsPreservedAndComputedAgain() {
    club.execute(
        "alter table seats drop column nick;"
            + "alter table seats add column nick text generated always as (mail || '!') stored");
    assertThat(club.problems())
        .singleElement()
        .asString()
        .contains("seats.nick is set by PostgreSQL alone")
        .endsWith("write preserve: PostgreSQL computes it again from what is masked");
    club.policy(POLICY.replace("user.name: null_rewrite", "user.name: preserve"));
    assertThat(club.purge("2026-06-01").code()).isEqualTo(ExitCode.DONE);
    assertThat(club.text("select nick from seats where id = 1")).isEqualTo("gone!");
  }

  @Test
  void everyRowDrawsItsOwnRandomText() {
    mail("{ strategy: random_string_rewrite, length: 16 }");
    assertThat(club.purge("2026-06-01").code()).isEqualTo(ExitCode.DONE);
    assertThat(club.text("select count(distinct mail) from seats where length(mail) = 16"))
        .isEqualTo("2");
    String drawn = club.text("select string_agg(mail, ',' order by id) from seats");
    club.execute("update seats set nick = 'again' where id = 1");
    assertThat(club.purge("2026-06-02").code()).isEqualTo(ExitCode.DONE);
    assertThat(club.text("select string_agg(mail, ',' order by id) from seats")).isEqualTo(drawn);
  }

  @Test
  void aPathIsRewrittenAloneAndThroughLists() {
    club.execute(
        """
        update seats set at = '2020-01-01', more = '{"mail": "a", "rest": 1}' where id = 1;
        update seats set at = '2020-01-01', more = '[{"mail": "b"}, {"rest": 2}, ["c"], "d"]' where id = 2;
        update seats set at = '2020-01-01', more = '{"rest": {"mail": "kept"}}' where id = 3""");
    club.policy(
        POLICY.replace(
            "seats.more.mail: null_rewrite",
            "seats.more.mail: { strategy: random_string_rewrite, length: 12 }"));
    assertThat(club.purge("2026-06-01").code()).isEqualTo(ExitCode.DONE);
    assertThat(
            club.text(
                "select string_agg(regexp_replace(more::text, '[0-9a-f]{12}', 'R'), ' '"
                    + " order by id) from seats"))
        .isEqualTo(
            "{\"mail\": \"R\", \"rest\": 1} [{\"mail\": \"R\"}, {\"rest\": 2}, null, null]"
                + " {\"rest\": {\"mail\": \"kept\"}}");
    assertThat(club.purge("2026-06-02").results())
        .allSatisfy(result -> assertThat(result.due()).isZero());
  }

  @Test
  void aPathIsNamedByMasksAlone() {
    club.policy(POLICY.replace("row: seats.at", "row: seats.more.mail"));
    assertThat(club.problems())
        .anyMatch(
            line ->
                line.contains(
                    "seats.more.mail is a path in a JSON column, and the map does not say how it"
                        + " writes dates;"));
  }

  @Test
  void nothingIsInsideAColumnThatIsNoJson() {
    club.execute("alter table seats alter more type text");
    assertThat(club.problems())
        .singleElement()
        .asString()
        .contains("more.mail is inside public.seats.more, which is text and no JSON;");
  }

  @Test
  void anIdentityInAListIsRefused() {
    club.map(
        MAP.replace(
            "    - { name: mail, data_categories: [user.contact.email] }\n",
            "    - { name: mail, data_categories: [user.contact.email],"
                + " fides_meta: { identity: email } }\n"));
    assertThat(club.problems())
        .anyMatch(
            line -> line.contains("seats.more.mail is in a list, and identifies nobody there"));
  }

  @Test
  void aPartitionKeyStays() {
    club.execute(
        "drop table seats; create table seats (id int, event int, mail text, nick text, at date,"
            + " more jsonb, primary key (id, nick)) partition by list (nick);"
            + "create table seats_all partition of seats default");
    club.map(
        MAP.replace(
            "- { name: nick, data", "- { name: nick, fides_meta: { primary_key: true }, data"));
    assertThat(club.problems())
        .anyMatch(line -> line.contains("the mask would rewrite seats.nick, a primary key"));
  }
}
