package fr.oubli.rights.request;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.decision.person.Phones;
import fr.oubli.decision.person.PlainSpelling;
import fr.oubli.model.policy.EmailIgnores;
import fr.oubli.model.policy.SubjectRule;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.testing.Company;
import fr.oubli.testing.Desk;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** People who are written in many ways, each test with people of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SpellingsIT {

  private final Company company = new Company();
  private final Desk desk = new Desk(company);
  private int people;

  @AfterAll
  void close() {
    company.close();
  }

  private static String decomposed(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFD);
  }

  private String found(long request, String state) {
    return ""
        + company.text(
            "select coalesce(string_agg(collection || ':' || row_key, ' ' order by collection, row_key::bigint), '')"
                + " from oubli.request_match where request = "
                + request
                + " and state = '"
                + state
                + "'");
  }

  private long ask(Identity... who) {
    return desk.letter(Right.ACCESS, who).id();
  }

  @Test
  void javaAndPostgresqlSpellAlike() {
    List<String> texts = new ArrayList<>();
    IntStream.rangeClosed(1, 0xffff)
        .filter(sign -> sign < 0xd800 || sign > 0xf8ff)
        // PostgreSQL and Java may be of different ages of Unicode, and of different mind in these.
        .filter(sign -> sign < 0x3040 || sign > 0xfaff)
        .filter(Character::isDefined)
        .forEach(sign -> texts.add("  aE\u0301" + Character.toString(sign) + "\u0301 b\u00A0 "));
    texts.addAll(List.of("", "plain", "\t", "É’–", "a\u00AD\u0301", "  two  blanks "));
    List<String> spelled =
        company
            .jdbc()
            .queryForList(
                "select oubli.plain_spelling(t) from unnest(?::text[]) with ordinality x(t, n)"
                    + " order by n",
                String.class,
                (Object) texts.toArray(String[]::new));
    List<String> different = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      String text = Objects.requireNonNull(texts.get(i));
      if (!PlainSpelling.of(text).equals(spelled.get(i))) {
        different.add(
            text.codePoints().mapToObj(Integer::toHexString).collect(Collectors.joining(" ")));
      }
    }
    assertThat(texts.size()).isGreaterThan(2_000);
    assertThat(different).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NFD",
        "%s\u00A0",
        "\u202F%s",
        "\t%s",
        "%s\r\n",
        "\uFEFF%s",
        "zo\u200Bé.%2$d@exemple.fr",
        "ｚｏé.%2$d＠exemple.fr"
      })
  void aRowInAnotherSpellingIsProposedAndTheOneThatIsAlikeIsTaken(String spelling) {
    int number = ++people;
    String address = "zoé." + number + "@exemple.fr";
    String written =
        spelling.equals("NFD") ? decomposed(address) : spelling.formatted(address, number);
    long same = company.order(null, " ZOé." + number + "@exemple.fr");
    long other = company.order(null, written);
    company.order(null, "zoe." + number + "@exemple.fr");

    for (String asked : List.of(address, written, decomposed(address).toUpperCase(Locale.ROOT))) {
      long request = ask(Identity.email(asked));
      assertThat(found(request, "confirmed")).as(asked).isEqualTo("orders:" + same);
      assertThat(found(request, "proposed")).as(asked).isEqualTo("orders:" + other);
    }
  }

  /**
   * The account says whose the order is; that it spells the address otherwise says nothing else.
   */
  @Test
  void aRowOfThePersonsAccountStaysTheirsHoweverItIsSpelled() {
    String address = "rené." + ++people + "@exemple.fr";
    long account = company.customer(address, "+33612345601");
    long order = company.order(account, decomposed(address) + "\u00A0");
    long others = company.order(account, "rene." + people + "@exemple.fr");
    long guest = company.order(null, decomposed(address));
    long request = ask(new Identity("customers.id", "" + account));
    assertThat(found(request, "confirmed").split(" "))
        .contains("customers:" + account, "orders:" + order)
        .doesNotContain("orders:" + guest);
    assertThat(found(request, "proposed").split(" ")).contains("orders:" + guest);
    assertThat(found(request, "confirmed") + found(request, "proposed"))
        .contains("orders:" + others);
  }

  @ParameterizedTest
  @CsvSource({
    "'Zoë', 'D’Angélo'",
    "'ZOË', 'd''angélo'",
    "'Zoë\u00A0', '\tD''Angélo'",
    "'Ｚｏë', 'D\u02BCAngélo'"
  })
  void aNameIsProposedInEverySpelling(String first, String last) {
    long account =
        company.insert(
            "customers",
            "email",
            "nom." + ++people + "@exemple.fr",
            "first_name",
            decomposed(first),
            "last_name",
            last,
            "created_at",
            "2024-03-04 10:00+01");
    long request = ask(Identity.name("D'ANGÉLO\u202Fzoë"));
    assertThat(found(request, "proposed").split(" ")).contains("customers:" + account);
    assertThat(found(request, "confirmed")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"０６７７８８９９%02d", "06\u00A077\u202F88\t99 %02d", "06–77‑88-99-%02d"})
  void aTelephoneIsProposedInEverySpelling(String spelling) {
    int number = ++people;
    long account = company.customer("tel." + number + "@exemple.fr", spelling.formatted(number));
    for (String asked : List.of("+336778899%02d", spelling)) {
      assertThat(found(ask(Identity.phone(asked.formatted(number))), "proposed"))
          .isEqualTo("customers:" + account);
    }
  }

  @Test
  void theValueOfAFieldIsProposedInAnotherSpelling() {
    long exact = company.customer("champ.1@exemple.fr", "+33612345602");
    long other = company.customer("champ.2@exemple.fr", "+33612345603");
    company.jdbc().update("update customers set city = 'Besançon' where id = ?", exact);
    company
        .jdbc()
        .update("update customers set city = ? where id = ?", decomposed("BESANÇON\u00A0"), other);
    long request = ask(new Identity("customers.city", "Besançon"));
    assertThat(found(request, "proposed")).isEqualTo("customers:" + exact + " customers:" + other);
  }

  @Test
  void dotsAndTagsTellPeopleApartUnlessThePolicySaysOtherwise() {
    String mine = "ana.li." + ++people + "@gmail.com";
    long alike = company.order(null, "an.ali" + people + "+chez.nous@Gmail.com");
    long tagged = company.order(null, mine.replace("@", "+x@"));
    company.order(null, "ana.lo" + people + "@gmail.com");
    company.order(null, "anali" + people + "@exemple.fr");
    long request = ask(Identity.email(mine));
    assertThat(found(request, "confirmed") + found(request, "proposed")).isEmpty();

    search(new EmailIgnores(List.of(), List.of("gmail.com")), request, mine);
    assertThat(found(request, "proposed")).isEqualTo("orders:" + tagged);
    search(new EmailIgnores(List.of("gmail.com"), List.of("everywhere")), request, mine);
    assertThat(found(request, "proposed")).isEqualTo("orders:" + alike + " orders:" + tagged);
    assertThat(found(request, "confirmed")).isEmpty();
  }

  private void search(EmailIgnores ignores, long request, String email) {
    SubjectRule rule = Objects.requireNonNull(Company.policy().subject());
    new SubjectSearch(
            company.dataSource(),
            Company.map(),
            new SubjectRule(rule.collection(), rule.samePersonBy(), ignores, rule.place()),
            new Phones("FR"),
            Catalog.read(company.dataSource(), Company.map()))
        .search(request, List.of(Identity.email(email)));
  }
}
