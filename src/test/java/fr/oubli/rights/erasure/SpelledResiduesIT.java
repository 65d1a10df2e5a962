package fr.oubli.rights.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.decision.person.Phones;
import fr.oubli.model.policy.EmailIgnores;
import fr.oubli.rights.erasure.SubjectErase.Erased;
import fr.oubli.rights.request.Identity;
import fr.oubli.rights.request.Request;
import fr.oubli.rights.request.Right;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.testing.Company;
import fr.oubli.testing.Desk;
import java.text.Normalizer;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is left of a person after an erasure is found in every spelling, one text a test. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SpelledResiduesIT {

  private static final List<Identity> WHO =
      List.of(
          Identity.email("zoé.b@gmail.com"),
          Identity.phone("06 12 34 56 78"),
          Identity.name("Zoé D'Angélo"));

  private final Company company = new Company();

  @BeforeAll
  void tables() {
    company
        .jdbc()
        .execute(
            "create table public.scribbles (words text, papers jsonb, old_papers json, tags text[])");
  }

  @AfterAll
  void close() {
    company.close();
  }

  private static Wanted wanted(EmailIgnores ignores) {
    return Wanted.of(WHO, ignores, new Phones("FR"));
  }

  /** Where the person is found in a row of one table. */
  private String found(String column, String value, Wanted wanted) {
    company.jdbc().execute("truncate public.scribbles");
    company
        .jdbc()
        .update(
            "insert into public.scribbles (%1$s) select ?::%2$s".formatted(column, type(column)),
            value);
    TreeSet<String> places = new TreeSet<>();
    new ResidueScan(
            company.jdbc(),
            Company.map(),
            Catalog.read(company.dataSource(), Company.map()),
            wanted)
        .scan(0, Set.of())
        .forEach(residue -> places.add(residue.place().replace("public.scribbles.", "")));
    return String.join(" ", places);
  }

  private static String type(String column) {
    return switch (column) {
      case "papers" -> "jsonb";
      case "old_papers" -> "json";
      case "tags" -> "text[]";
      default -> "text";
    };
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "voir ZOÉ.B@gmail.com svp",
        "voir ｚｏé．ｂ＠ｇｍａｉｌ．ｃｏｍ svp",
        "voir\u00A0zo\u200Bé.b@gmail.com\u202F!",
        "dit\tzoé.b@gmail.com\tdit",
        "tel\u00A0: 06\u00A012\u202F34\t56 78.",
        "tel ０６１２３４５６７８",
        "tel +33 6–12–34–56–78"
      })
  void anAddressOrANumberIsFound(String text) {
    for (Normalizer.Form form : Normalizer.Form.values()) {
      String written = Normalizer.normalize(text, form);
      assertThat(found("words", written, wanted(EmailIgnores.NOTHING)))
          .as(form.name())
          .isEqualTo("words");
    }
    assertThat(found("tags", "{\"" + text + "\"}", wanted(EmailIgnores.NOTHING))).isEqualTo("tags");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "M. Zoé D’ANGÉLO,",
        "M.\u00A0Zoé\u00A0d'Angélo,",
        "M. zoé\t\u202F d'angélo,",
        "Ｚｏé Ｄ'Ａｎｇéｌｏ"
      })
  void aNameIsFoundAndIsForSomebodyToLookAt(String text) {
    for (Normalizer.Form form : Normalizer.Form.values()) {
      assertThat(found("words", Normalizer.normalize(text, form), wanted(EmailIgnores.NOTHING)))
          .as(form.name())
          .isEqualTo("words (name)");
    }
  }

  @Test
  void jsonWritesSignsInLetters() {
    Wanted wanted = wanted(EmailIgnores.NOTHING);
    assertThat(found("papers", "{\"a\": \"x\\tzoé\\u00a0D'Angélo\"}", wanted))
        .isEqualTo("papers (name)");
    assertThat(found("old_papers", "{\"a\": \"Zo\\u00e9\\u00A0D'Ang\\u00e9lo\"}", wanted))
        .isEqualTo("old_papers (name)");
    assertThat(found("old_papers", "{\"a\": \"ZO\\u00c9.B@gmail.com\"}", wanted))
        .isEqualTo("old_papers");
    assertThat(found("words", "{\"a\": \"zoe\\u0301.b@gmail.com\"}", wanted)).isEqualTo("words");
    assertThat(found("words", "CORP\\tzoé.b@gmail.com", wanted)).isEqualTo("words");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "zoe.b@gmail.com",
        "zoé.b@gmail.fr",
        "06 12 34 56 79",
        "106123456781",
        "Zoé Angélo",
        "zoé@gmail.com",
        "z.oéb+x@gmail.com"
      })
  void somebodyElseIsNotFound(String text) {
    assertThat(found("words", text, wanted(EmailIgnores.NOTHING))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"z.oéb+x@gmail.com", "ZOÉB+@GMAIL.COM", "(zoé..b+a.b@gmail.com)"})
  void anAddressIsFoundButForSignsThatMeanNothing(String text) {
    Wanted wanted = wanted(new EmailIgnores(List.of("gmail.com"), List.of("everywhere")));
    assertThat(found("words", text, wanted)).isEqualTo("words");
    for (String other :
        List.of("xzoéb@gmail.com", "zoéb@gmail.com.fr.invalid", "z-oéb@gmail.com")) {
      assertThat(found("words", other, wanted)).as(other).isEmpty();
    }
  }

  /**
   * A whole erasure: what the rows say is looked for in the form in which they say it, and others.
   */
  @Test
  void anErasureTellsWhatIsLeftInAnotherSpelling() {
    company.jdbc().execute("truncate public.scribbles");
    Desk desk = new Desk(company);
    String address = Normalizer.normalize("hélène@exemple.fr", Normalizer.Form.NFD);
    long account = company.customer(address, "+33699887766");
    long other = company.customer("autre@exemple.fr", "+33699887755");
    company.jdbc().update("update customers set first_name = 'Autre' where id = ?", other);
    company.insert(
        "messages",
        "customer_id",
        other,
        "channel",
        "mail",
        "body",
        "pour Hélène@exemple.fr\u00A0!");
    company.jdbc().update("insert into public.scribbles (words) values (?)", address);
    Request request = desk.verified(Right.ERASURE, new Identity("customers.id", "" + account));
    Erased erased = desk.erasure().erase(request.id());
    assertThat(erased.state()).isEqualTo(ErasureState.PARTIAL);
    assertThat(erased.residues())
        .containsExactlyInAnyOrder(
            new ResidueScan.Residue("messages", "public.messages.body", 1, false),
            new ResidueScan.Residue(null, "public.scribbles.words", 1, true));
  }
}
