package fr.oubli.purge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.rights.rectification.SubjectRectify;
import fr.oubli.rights.request.Identity;
import fr.oubli.rights.request.Matches;
import fr.oubli.rights.request.Request;
import fr.oubli.rights.request.Right;
import fr.oubli.testing.Desk;
import fr.oubli.testing.Foreign;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tables without a primary key: a unique index serves for it, and without any they are read. */
class KeysIT {

  private static final String NIGHT = "2026-11-29";

  private static final String TABLES =
      """
      create table visits (email text, ip text, at text, data jsonb);
      insert into visits values ('a@exemple.fr', '10.0.0.1', '2019-01-01', '{"at":"2019-01-01T10:00:00Z"}'),
        ('b@exemple.fr', '10.0.0.2', '2019-01-01', null), ('a@exemple.fr', '10.0.0.1', '2020-01-01', null);
      create table logs (id int primary key, email text, at date not null, data jsonb);
      insert into logs values (1, 'a@exemple.fr', '2019-01-01', '{"at":"2019-01-01T10:00:00Z"}');
      create table people (id int primary key, email text);
      insert into people values (1, 'a@exemple.fr');
      """;

  private static final String MAP =
      """
      dataset:
        - fides_key: n
          name: N
          collections:
            - name: visits
              fields:
                - { name: email, data_categories: [user.contact.email], fides_meta: { identity: email%s } }
                - { name: ip, data_categories: [user.device.ip_address] }
                - { name: at%s }
                - { name: data }
            - name: logs
              fields:
                - { name: id, fides_meta: { primary_key: true } }
                - { name: email, data_categories: [user.contact.email], fides_meta: { identity: email } }
                - { name: at }
                - { name: data, fields: [ { name: at } ] }
            - name: people
              fields:
                - { name: id, fides_meta: { primary_key: true } }
                - { name: email, data_categories: [user.contact.email], fides_meta: { identity: email } }
      """;

  private static final String POLICY =
      """
      policy: n
      zone: Europe/Paris
      subject: { collection: people, same-person-by: [email] }
      rules:
        logs:
          cites: "1 year"
          basis: consent
          starts: { row: logs.at }
          keep: { at-most: P1Y }
          then: { logs: delete }
        people:
          cites: "1 year"
          basis: consent
          starts: { latest: [logs.at], per: subject }
          keep: { at-most: P9Y }
          then: { people: delete }
      limits: { share-of-collection: 100% }
      """;

  private static final String VISITS =
      """
        visits:
          cites: "1 year"
          basis: consent
          starts: { row: visits.at }
          keep: { at-most: P1Y }
          then: { visits: delete }
      limits:""";

  private final Foreign n = new Foreign(TABLES, MAP.formatted("", ""), POLICY);

  @AfterEach
  void close() {
    n.close();
  }

  /** The case: such a table stopped all of the purge. */
  @Test
  void aTableWithoutAKeyThatNoRuleActsOnStopsNothing() {
    assertThat(n.problems()).isEmpty();

    assertThat(n.purge(NIGHT).code()).isEqualTo(ExitCode.DONE);

    assertThat(n.text("select count(*) from logs")).isEqualTo("0");
    assertThat(n.text("select count(*) from visits")).isEqualTo("3");
  }

  @Test
  void itsRowsAreFoundForARequestAndNamedByNoPersonalValue() {
    Desk desk = new Desk(n, n.policy(), n.map(), LocalDate.parse(NIGHT));

    Request request = desk.letter(Right.ACCESS, Identity.email("a@exemple.fr"));

    assertThat(
            n.text(
                "select string_agg(collection || ' ' || count, ' ' order by collection) from (select"
                    + " collection, count(*) from oubli.request_match where state = 'confirmed'"
                    + " group by 1) found"))
        .isEqualTo("logs 1 people 1 visits 2");
    assertThat(n.text("select string_agg(row_key, ' ') from oubli.request_match"))
        .doesNotContain("exemple")
        .doesNotContain("10.0.0.1");
    assertThat(new Matches(n.dataSource()).ownCollections(request.id())).contains("visits");
  }

  /** A rule alone would be refused next, so that the statement is told with it. */
  @Test
  void anErasureOfItsRowsNamesTheStatementOnceAndTouchesNothing() {
    Desk desk = new Desk(n, n.policy(), n.map(), LocalDate.parse(NIGHT));
    Request request = desk.verified(Right.ERASURE, Identity.email("a@exemple.fr"));

    assertThat(
            catchThrowableOfType(Refusal.class, () -> desk.erasure().erase(request.id())).lines())
        .containsExactly(
            "no rule of the policy says what becomes of visits; write one, after the table has a key"
                + " by which evidence can name its rows: ALTER TABLE \"visits\" ADD COLUMN id bigint"
                + " GENERATED ALWAYS AS IDENTITY PRIMARY KEY");
    assertThat(n.text("select count(*) from people")).isEqualTo("1");
  }

  /** Two values of two rows, and one line for the table. */
  @Test
  void aCorrectionOfItsRowsNamesTheStatementOnceAndTouchesNothing() throws IOException {
    Desk desk = new Desk(n, n.policy(), n.map(), LocalDate.parse(NIGHT));
    Request request = desk.verified(Right.RECTIFICATION, Identity.email("a@exemple.fr"));
    Path values = n.folder().resolve("values.csv");
    Files.writeString(
        values,
        "collection;key;field;value\nlogs;1;email;c@exemple.fr\nvisits;%1$s;ip;\nvisits;%1$s;at;x\n"
            .formatted(
                n.text(
                    "select min(row_key) from oubli.request_match where collection = 'visits'")));

    assertThat(
            catchThrowableOfType(
                    Refusal.class,
                    () ->
                        new SubjectRectify(
                                n.dataSource(), n.policy(), n.map(), LocalDate.parse(NIGHT))
                            .rectify(request, values, n.keys(), n.reports(), "test-operator"))
                .lines())
        .containsExactly(
            values
                + ":3: the rows of visits have no key by which evidence can name them; give the table"
                + " one: ALTER TABLE \"visits\" ADD COLUMN id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY");
    assertThat(n.text("select email from logs")).isEqualTo("a@exemple.fr");
  }

  /** An objection acts on no other rows than those of which the policy says so. */
  @Test
  void anObjectionThatActsOnItIsRefusedWithTheLineToWrite() {
    n.policy(POLICY + "objection:\n  visits: { channel: email, withdraw: at }\n");

    assertThat(n.problems())
        .singleElement()
        .asString()
        .contains("table public.visits has no primary key")
        .endsWith("ADD COLUMN id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY");
  }

  /** A night that cannot name rows does not begin. */
  @Test
  void aRuleThatActsOnItIsRefusedOnceWithTheLineToWrite() {
    n.execute("alter table visits alter at type date using at::date");
    n.policy(POLICY.replace("limits:", VISITS));

    assertThat(n.problems())
        .singleElement()
        .asString()
        .contains("foreign-map.yml:5: table public.visits has no primary key")
        .endsWith(
            "give it one: ALTER TABLE \"visits\" ADD COLUMN id bigint GENERATED ALWAYS AS"
                + " IDENTITY PRIMARY KEY");
  }

  /** Expected of the case: a unique index on NOT NULL columns serves as the key. */
  @Test
  void aUniqueIndexOverColumnsThatAreNeverMissingServes() {
    n.execute(
        "alter table visits alter at type date using at::date, add column no int not null default 7;"
            + "update visits set no = (ctid::text::point)[1]; create unique index on visits (no)");
    n.map(MAP.formatted("", " }\n          - { name: no"));
    n.policy(POLICY.replace("limits:", VISITS));
    assertThat(n.problems()).isEmpty();

    assertThat(n.purge(NIGHT).code()).isEqualTo(ExitCode.DONE);

    assertThat(n.text("select count(*) from visits")).isEqualTo("0");
    assertThat(n.ledger("visits")).isEqualTo("delete {1,2,3}");
  }

  /** Several columns, of which the map says that they are the key. */
  @Test
  void ofSeveralIndexesTheMapSaysWhichServes() {
    n.execute(
        "alter table visits alter at type date using at::date, add column no int not null default 7,"
            + " add column site int not null default 1;"
            + "update visits set no = (ctid::text::point)[1];"
            + "create unique index on visits (no); create unique index on visits (site, no)");
    n.map(MAP.formatted("", " }\n          - { name: no }\n          - { name: site"));
    n.policy(POLICY.replace("limits:", VISITS));
    assertThat(n.problems())
        .singleElement()
        .asString()
        .contains(
            "public.visits has no primary key, and unique over NOT NULL columns are (no), (site, no);"
                + " set primary_key: true on just the fields of one of them, such as no");

    n.map(
        MAP.formatted(
            "",
            " }\n          - { name: no, fides_meta: { primary_key: true } }\n"
                + "          - { name: site, fides_meta: { primary_key: true }"));
    assertThat(n.problems()).isEmpty();
    n.purge(NIGHT);
    assertThat(n.ledger("visits")).isEqualTo("delete {\"(1,1)\",\"(1,2)\",\"(1,3)\"}");
  }

  /** Evidence holds the keys of rows for ever, so that an address is none. */
  @Test
  void aUniqueAddressDoesNotServe() {
    n.execute(
        "alter table visits alter at type date using at::date; delete from visits where at > '2019-06-01';"
            + "alter table visits alter email set not null; create unique index on visits (email)");
    assertThat(n.problems()).isEmpty();
    n.policy(POLICY.replace("limits:", VISITS));
    assertThat(n.problems())
        .singleElement()
        .asString()
        .contains(
            "table public.visits has no primary key, and (email) is personal, so that evidence may"
                + " not name rows by it; give it one: ALTER TABLE \"visits\" ADD COLUMN id");
  }

  /** What may be missing, or holds for some rows or at some time only, tells no rows apart. */
  @Test
  void otherUniqueIndexesDoNotServe() {
    n.execute(
        """
        alter table visits alter at type date using at::date, add column no int, add column part int not null default 0;
        update visits set no = (ctid::text::point)[1];
        create unique index on visits (no);
        create unique index on visits (part) where part > 0;
        create unique index on visits ((part + no));
        alter table visits add constraint later unique (no, part) deferrable;
        """);
    n.map(MAP.formatted("", " }\n          - { name: no }\n          - { name: part"));
    n.policy(POLICY.replace("limits:", VISITS));
    assertThat(n.problems())
        .singleElement()
        .asString()
        .contains("has no primary key, nor a unique index over NOT NULL columns");
  }

  /** A map may not say that there is a key where there is none. */
  @Test
  void aMapThatMarksAKeyWhereThereIsNoneIsRefused() {
    n.map(MAP.formatted(", primary_key: true", ""));
    assertThat(n.problems())
        .singleElement()
        .asString()
        .contains("table public.visits has no primary key; give it one: ALTER TABLE")
        .endsWith(", or take primary_key out of the map");
  }
}
