package fr.oubli.purge;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.model.datamap.DataMap;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.registers.hold.HoldRegister;
import fr.oubli.registers.hold.HoldRegister.Scope;
import fr.oubli.rights.erasure.SubjectErase.Erased;
import fr.oubli.rights.request.Identity;
import fr.oubli.rights.request.Matches;
import fr.oubli.rights.request.Request;
import fr.oubli.rights.request.Right;
import fr.oubli.testing.Desk;
import fr.oubli.testing.Foreign;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Identities in array columns: each element tells whose a row is, as a column of its own would. */
class ArrayIdentitiesIT {

  private static final String NIGHT = "2026-11-29";

  /** Second addresses in an array of contacts, one of which reads the newsletter under one. */
  private static final String TABLES =
      """
      create table contacts (
        id bigint primary key, email text not null unique, other_emails text[] not null default '{}',
        profile jsonb not null default '{}', seen_at timestamptz not null);
      create table newsletter (id bigint primary key, address text not null, opened_at timestamptz not null);
      insert into contacts values
       (1, 'lea@exemple.fr', '{lea.pro@exemple.fr,"Lea.Perso@exemple.fr"}', '{"name":"Léa"}', '2020-01-01'),
       (2, 'max@exemple.fr', '{}', '{"name":"Max"}', '2020-01-01'),
       (3, 'zoe@exemple.fr', '{zoe2@exemple.fr}', '{"name":"Zoé"}', '2026-11-01');
      insert into newsletter values (1, 'lea.pro@exemple.fr', '2026-11-01'), (2, 'zoe2@exemple.fr', '2020-01-01'),
        (3, 'gone@exemple.fr', '2020-01-01');
      """;

  private static final String MAP =
      """
      dataset:
        - fides_key: crm
          name: CRM
          collections:
            - name: contacts
              fields:
                - { name: id, data_categories: [user.unique_id], fides_meta: { primary_key: true } }
                - { name: email, data_categories: [user.contact.email], fides_meta: { identity: email } }
                - { name: other_emails, data_categories: [user.contact.email], fides_meta: { identity: email } }
                - name: profile
                  fields:
                    - { name: name, data_categories: [user.name] }
                - { name: seen_at }
            - name: newsletter
              fields:
                - { name: id, fides_meta: { primary_key: true } }
                - { name: address, data_categories: [user.contact.email], fides_meta: { identity: email } }
                - { name: opened_at }
      """;

  private static final String POLICY =
      """
      policy: crm
      language: 2
      zone: Europe/Paris
      subject: { collection: contacts, same-person-by: [email] }
      rules:
        contacts:
          cites: "3 years from the last contact"
          basis: legitimate interest
          starts: { latest: [contacts.seen_at, newsletter.opened_at], per: subject }
          keep: { at-most: P3Y }
          then: { contacts: anonymise, newsletter: delete }
      anonymise:
        user.unique_id: preserve
        user.name: null_rewrite
        user.contact: null_rewrite
        contacts.email: { strategy: string_rewrite, value: "erased-{key}@invalid" }
        contacts.other_emails: %s
      limits: { share-of-collection: 100%% }
      """;

  private final Foreign crm = new Foreign(TABLES, MAP, POLICY.formatted("null_rewrite"));

  @AfterEach
  void close() {
    crm.close();
  }

  /** The case: second addresses in an array keep an active person, and the rows under them. */
  @Test
  void aSecondAddressKeepsThePersonAndWhatWasReadUnderIt() {
    crm.execute("alter table contacts alter other_emails drop not null");

    crm.purge(NIGHT);

    assertThat(emails()).isEqualTo("1 lea@exemple.fr, 2 erased-2@invalid, 3 zoe@exemple.fr");
    assertThat(crm.text("select string_agg(id::text, ' ' order by id) from newsletter"))
        .isEqualTo("1 2");
  }

  /** Rows of others that hang on the account are its person's too. */
  @Test
  void aSecondAddressTiesAGuestsRowToTheRowsOfTheAccount() {
    crm.tables(
        TABLES
            + "alter table contacts alter other_emails drop not null;"
            + "create table orders (id int primary key, contact bigint references contacts, at date);"
            + "insert into orders values (1, 1, '2026-11-01'), (2, 2, '2020-01-01');"
            + "update newsletter set opened_at = '2020-01-01'");
    crm.map(
        MAP
            + """
                - name: orders
                  fields:
                    - { name: id, fides_meta: { primary_key: true } }
                    - { name: contact, fides_meta: { references: [{ dataset: crm, field: contacts.id, direction: to }] } }
                    - { name: at }
            """
                .indent(2));
    crm.policy(
        POLICY
            .formatted("null_rewrite")
            .replace("newsletter.opened_at]", "newsletter.opened_at, orders.at]")
            .replace("newsletter: delete", "newsletter: delete, orders: delete"));

    crm.purge(NIGHT);

    assertThat(emails()).isEqualTo("1 lea@exemple.fr, 2 erased-2@invalid, 3 zoe@exemple.fr");
    assertThat(crm.text("select string_agg(id::text, ' ' order by id) from newsletter"))
        .isEqualTo("1 2");
    assertThat(crm.text("select string_agg(id::text, ' ' order by id) from orders")).isEqualTo("1");
  }

  /** Addresses stand in arrays alone, and a condition on the accounts bears on guests' rows. */
  @Test
  void aConditionOnPersonsIsAskedByTheElementsOfTheirArrays() {
    crm.tables(
        """
        create table contacts (id bigint primary key, emails text[], country text, seen_at date not null);
        create table visits (id bigint primary key, contact_id bigint not null references contacts);
        create index on visits (contact_id);
        create table newsletter (id int primary key, address text, opened_at date not null);
        insert into contacts values (1, '{a@exemple.fr,b@exemple.fr}', 'FR', '2020-01-01'),
          (2, '{c@exemple.fr}', 'DE', '2020-01-01'), (3, '{d@exemple.fr}', 'FR', '2020-01-01'),
          (4, '{e@exemple.fr,d@exemple.fr}', 'DE', '2020-01-01');
        insert into newsletter values (1, 'B@exemple.fr', '2020-01-01'),
          (2, 'c@exemple.fr', '2020-01-01'), (3, 'd@exemple.fr', '2020-01-01'),
          (4, 'nobody@exemple.fr', '2020-01-01');
        insert into visits select id, id from contacts;
        """);
    crm.map(
        """
        dataset:
          - fides_key: crm
            collections:
              - name: contacts
                fields:
                  - { name: id, fides_meta: { primary_key: true } }
                  - { name: emails, data_categories: [user.contact.email], fides_meta: { identity: email } }
                  - { name: country }
                  - { name: seen_at }
              - name: visits
                fields:
                  - { name: id, fides_meta: { primary_key: true } }
                  - { name: contact_id, fides_meta: { references: [{ dataset: crm, field: contacts.id, direction: from }] } }
              - name: newsletter
                fields:
                  - { name: id, fides_meta: { primary_key: true } }
                  - { name: address, data_categories: [user.contact.email], fides_meta: { identity: email } }
                  - { name: opened_at }
        """);
    crm.policy(
        """
        policy: crm
        language: 2
        zone: Europe/Paris
        subject: { collection: contacts, same-person-by: [email] }
        rules:
          french:
            cites: "3 years"
            basis: legitimate interest
            starts: { latest: [contacts.seen_at, newsletter.opened_at], per: subject }
            only: { contacts.country: [FR] }
            keep: { at-most: P3Y }
            then: { visits: delete, newsletter: delete, contacts: delete }
        limits: { share-of-collection: 100% }
        """);

    assertThat(crm.purge(NIGHT).code()).isEqualTo(ExitCode.DONE);

    // Accounts 3 and 4 are one person, whose other account is not French.
    assertThat(crm.text("select string_agg(id::text, ' ' order by id) from contacts"))
        .isEqualTo("2 3 4");
    assertThat(crm.text("select string_agg(id::text, ' ' order by id) from newsletter"))
        .isEqualTo("2 3 4");
    assertThat(crm.text("select string_agg(id::text, ' ' order by id) from visits"))
        .isEqualTo("2 3 4");
  }

  /** The other way round: the rows of an event list several persons. */
  @Test
  void anArrayOfAnEventKeepsEveryPersonItNames() {
    crm.tables(
        """
        create table contacts (id bigint primary key, email text, name text);
        create table meetings (id int primary key, guests varchar(40)[], held_on date);
        insert into contacts values (1, 'lea@exemple.fr', 'Léa'), (2, 'max@exemple.fr', 'Max'),
          (3, 'zoe@exemple.fr', 'Zoé');
        insert into meetings values (1, '{"  LEA@exemple.fr",max@exemple.fr,NULL}', '2026-11-01'),
          (2, '{zoe@exemple.fr}', '2020-01-01'), (3, '{max@exemple.fr}', '2020-01-01'),
          (4, '{}', '2020-01-01'), (5, null, '2020-01-01');
        """);
    crm.map(
        """
        dataset:
          - fides_key: crm
            collections:
              - name: contacts
                fields:
                  - { name: id, fides_meta: { primary_key: true } }
                  - { name: email, data_categories: [user.contact.email], fides_meta: { identity: email } }
                  - { name: name, data_categories: [user.name] }
              - name: meetings
                fields:
                  - { name: id, fides_meta: { primary_key: true } }
                  - { name: guests, data_categories: [user.contact.email], fides_meta: { identity: email } }
                  - { name: held_on }
        """);
    crm.policy(
        """
        policy: crm
        language: 2
        zone: Europe/Paris
        subject: { collection: contacts, same-person-by: [email] }
        rules:
          contacts:
            cites: "3 years"
            basis: legitimate interest
            starts: { latest: [meetings.held_on], per: subject }
            keep: { at-most: P3Y }
            then: { contacts: delete, meetings: delete }
        limits: { share-of-collection: 100% }
        """);

    crm.purge(NIGHT);

    assertThat(crm.text("select string_agg(id::text, ' ' order by id) from contacts"))
        .isEqualTo("1 2");
    // The third meeting is Max's, who met on a credible day; the fourth and fifth are nobody's.
    assertThat(crm.text("select string_agg(id::text, ' ' order by id) from meetings"))
        .isEqualTo("1 3");
  }

  @Test
  void aHoldOnAPersonKeepsRowsUnderASecondAddress() {
    crm.execute("alter table contacts alter other_emails drop not null");
    crm.execute("update newsletter set opened_at = '2020-01-01'");
    crm.execute("update contacts set seen_at = '2020-01-01'");
    new HoldRegister(crm.dataSource())
        .add(Scope.SUBJECT, "contacts", "1", "lawsuit", "legal", LocalDate.of(2027, 1, 1), "me");

    crm.purge(NIGHT);

    assertThat(crm.text("select string_agg(id::text, ' ' order by id) from newsletter"))
        .isEqualTo("1");
  }

  @Test
  void aRequestFindsTheAccountByAnyElementAndAnErasureLeavesNone() {
    crm.policy(POLICY.formatted("empty_rewrite"));
    DataMap map = crm.map();
    Desk desk = new Desk(crm, crm.policy(), map, LocalDate.parse(NIGHT));

    Request request = desk.letter(Right.ERASURE, Identity.email("lea.pro@exemple.fr"));

    Matches matches = new Matches(crm.dataSource());
    assertThat(matches.proposals(request.id())).isEmpty();
    assertThat(
            crm.text(
                "select string_agg(collection || ':' || row_key, ' ' order by 1) from"
                    + " oubli.request_match where state = 'confirmed' and request = "
                    + request.id()))
        .isEqualTo("contacts:1 newsletter:1");
    desk.register().steps().verify(request.id(), "call back", LocalDate.parse(NIGHT));
    Erased erased = desk.erasure().erase(request.id());
    assertThat(erased.state()).hasToString("DONE");
    assertThat(erased.residues()).isEmpty();
    assertThat(crm.text("select other_emails::text from contacts where id = 1")).isEqualTo("{}");
    assertThat(crm.text("select string_agg(id::text, ' ' order by id) from newsletter"))
        .isEqualTo("2 3");
  }

  /** A row that names others beside is for somebody to decide. */
  @Test
  void aRowThatNamesSeveralPersonsIsOnlyProposed() {
    crm.execute(
        "alter table newsletter alter address type text[] using array[address, 'other@exemple.fr']");
    Desk desk = new Desk(crm, crm.policy(), crm.map(), LocalDate.parse(NIGHT));

    Request request = desk.letter(Right.ERASURE, Identity.email("gone@exemple.fr"));

    assertThat(new Matches(crm.dataSource()).proposals(request.id()))
        .extracting(row -> row.collection() + ":" + row.key())
        .isEqualTo(List.of("newsletter:3"));
  }

  private String emails() {
    return crm.text("select string_agg(id || ' ' || email, ', ' order by id) from contacts");
  }
}
