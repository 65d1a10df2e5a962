package fr.oubli.purge;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.testing.Foreign;
import fr.oubli.testing.ShortMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * An address that is missing or empty is nobody's. No mask makes one of it by which the row would
 * become somebody's, and due by another rule.
 */
class EmptyAddressesIT {

  private static final String POLICY =
      """
      policy: enquiries
      zone: Europe/Paris
      language: 2
      subject: { collection: members, same-person-by: [email] }
      rules:
        enquiries:
          cites: "section 1"
          basis: contract
          starts: { row: enquiries.at }
          keep: { at-most: P1Y }
          then: { enquiries: anonymise }
        persons:
          cites: "section 2"
          basis: contract
          starts: { latest-end: [shows.ends], per: subject }
          keep: { at-most: P2Y }
          then: { enquiries: delete }
      anonymise:
        user.contact.email: %s
        user.name: null_rewrite
      limits: { share-of-collection: 100%%, from-rows: 1000000 }
      """;

  private static final Foreign DATABASE = new Foreign();

  @BeforeEach
  void fill() {
    DATABASE.tables(
        """
        create table members (id int primary key, email text);
        create table shows (id int primary key, ends date);
        create table enquiries (id int primary key, email text, name text, at date,
          show int references shows);
        create index on enquiries (show);
        insert into shows values (1, '2024-06-01');
        insert into enquiries values (1, 'lea@example.fr', 'Léa', '2024-05-01', 1),
          (2, '', 'Max', '2024-05-01', 1), (3, null, 'Zoé', '2024-05-01', 1),
          (4, '  ', 'Ana', '2024-05-01', 1);
        """);
    DATABASE.map(
        new ShortMap()
            .collection("members", "id !", "email @email #user.contact.email")
            .collection("shows", "id !", "ends")
            .collection(
                "enquiries",
                "id !",
                "email @email #user.contact.email",
                "name #user.name",
                "at",
                "show >shows.id")
            .toString());
  }

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  @Test
  void aRowOfNobodyStaysNobodysUnderAConstant() {
    staysNobodys("{ strategy: string_rewrite, value: \"erased-{key}@invalid\" }");
  }

  @Test
  void aRowOfNobodyStaysNobodysUnderRandomCharacters() {
    staysNobodys("{ strategy: random_string_rewrite, length: 20 }");
  }

  @Test
  void aRowOfNobodyStaysNobodysUnderADomain() {
    staysNobodys("{ strategy: keep_domain, value: \"erased-{key}\" }");
  }

  /** One pseudonym of nothing would even make one person of all who gave none. */
  @Test
  void aRowOfNobodyStaysNobodysUnderAPseudonym() {
    staysNobodys("pseudonym");
  }

  private static void staysNobodys(String mask) {
    DATABASE.policy(POLICY.formatted(mask));

    assertThat(DATABASE.purge("2026-01-11").code()).isEqualTo(ExitCode.DONE);
    assertThat(left()).startsWith("1:").endsWith(" 2: 3:- 4:  ").doesNotContain("lea@");
    assertThat(DATABASE.purge("2026-06-02").code()).isEqualTo(ExitCode.DONE);
    assertThat(left()).isEqualTo("2: 3:- 4:  ");
  }

  private static String left() {
    return String.valueOf(
        DATABASE.text(
            "select string_agg(id || ':' || coalesce(email, '-'), ' ' order by id) from enquiries"));
  }

  /** Two who gave no address are told apart by their names alone, which are masked. */
  @Test
  void rowsStayApartWhereAddressAndNameAreUniqueTogether() {
    DATABASE.execute(
        "update enquiries set email = '' where id = 4;"
            + "alter table enquiries alter name set not null, add unique (email, name)");
    DATABASE.policy(
        POLICY
            .formatted("{ strategy: string_rewrite, value: \"erased-{key}@invalid\" }")
            .replace("null_rewrite", "{ strategy: string_rewrite, value: erased }"));

    assertThat(DATABASE.purge("2026-01-11").code()).isEqualTo(ExitCode.DONE);
    assertThat(left()).isEqualTo("1:erased-1@invalid 2:erased-2@invalid 3:- 4:erased-4@invalid");
  }

  @Test
  void anEmptyElementOfAListStaysEmpty() {
    DATABASE.execute(
        "alter table enquiries alter email type text[] using array[email, '', null];"
            + "update enquiries set email = '{}' where id = 4");
    DATABASE.policy(
        POLICY.formatted("{ strategy: string_rewrite, value: \"erased-{key}@invalid\" }"));

    assertThat(DATABASE.purge("2026-01-11").code()).isEqualTo(ExitCode.DONE);
    assertThat(DATABASE.text("select string_agg(email::text, ' ' order by id) from enquiries"))
        .isEqualTo("{erased-1@invalid,\"\",NULL} {\"\",\"\",NULL} {NULL,\"\",NULL} {}");
  }
}
