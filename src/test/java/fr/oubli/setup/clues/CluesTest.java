package fr.oubli.setup.clues;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.setup.clues.SampleShares.Kind;
import java.time.LocalDate;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CluesTest {

  private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);

  @ParameterizedTest
  @CsvSource({
    "e_mail, user.contact.email",
    "AdresseMail, user.contact.email",
    "usremail, user.contact.email",
    "contact_emails, user.contact.email",
    "Tél_Portable, user.contact.phone_number",
    "custPhoneNo, user.contact.phone_number",
    "FNAME, user.name.first",
    "NomDeFamille, user.name.last",
    "dtNaiss, user.demographic.date_of_birth",
    "billing_zip, user.contact.address.postal_code",
    "adr2, user.contact.address.street",
    "ssn, user.government_id.national_identification_number",
    "mot_de_passe, user.authorization.password",
    "last_sign_in_ip, user.device.ip_address",
    "id_client, user.unique_id",
    "pass_crypt, user.authorization.password",
    "password_salt, user.authorization.password",
    "token_digest, user.authorization.credentials",
    "min_lat, user.location.precise",
    "tax_identification_number, user.government_id",
    "provider_customer_id, user.unique_id"
  })
  void wordsOfTwoLanguagesAndSeveralSpellingsAreKnown(String name, String category) {
    assertThat(NameClue.of(name)).get().extracting(NameClue::category).isEqualTo(category);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "email_sent",
        "phone_model",
        "address_count",
        "nb_emails",
        "ip_allowed",
        "mail_server",
        "product_name",
        "file_name",
        "nom_produit",
        "phone_prefix",
        "country_of_origin",
        "email_template_id",
        "incoming_email",
        "lat_count",
        "status",
        "c7",
        "123"
      })
  void aWordThatSpeaksOfSomethingElseTakesTheClueBack(String name) {
    assertThat(NameClue.of(name)).isEmpty();
  }

  private static SampleShares look(String... values) {
    ValueClues clues = new ValueClues(TODAY);
    Arrays.stream(values).forEach(clues::see);
    return clues.shares();
  }

  @Test
  void numbersWithACheckAreTakenForNothingElse() {
    SampleShares shares =
        look(
            "FR1420041010050500013M02606",
            "FR1420041010050500013M02607",
            "4111 1111 1111 1111",
            "4111111111111112",
            "255081416802538",
            "255081416802539",
            "",
            " ");

    assertThat(shares.seen()).isEqualTo(6);
    assertThat(shares.counts().get(Kind.IBAN)).isEqualTo(1);
    assertThat(shares.counts().get(Kind.CARD)).isEqualTo(1);
    assertThat(shares.counts().get(Kind.SOCIAL)).isEqualTo(1);
    assertThat(shares.counts().get(Kind.PHONE)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"06 12 34 56 78", "0612345678", "+33 6 12 34 56 78", "(206) 555-9857"})
  void telephonesAreToldByTheirForm(String phone) {
    assertThat(look(phone).percent(Kind.PHONE)).isEqualTo(100);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"2026-01-08", "08/01/2026", "123456789", "3017620422003", "10.1.2.3", "12.50"})
  void otherNumbersAreNoTelephones(String number) {
    assertThat(look(number).percent(Kind.PHONE)).isZero();
  }

  @Test
  void datesAreOfBirthWhenTheyAreOfManyAges() {
    assertThat(look("1950-03-01", "1971-12-31", "12/07/1999").percent(Kind.BIRTH)).isEqualTo(100);
    assertThat(look("1997-03-01", "1998-12-31", "1996-07-12").percent(Kind.BIRTH)).isZero();
    assertThat(look("2026-03-01", "1850-12-31", "1999-02-30").percent(Kind.BIRTH)).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "Maria Anders, true",
    "'Lefèvre, Frédérique', true",
    "JEAN-PIERRE, true",
    "Alfreds Futterkiste, false",
    "Paris, false",
    "Marie 2, false",
    "A word of thanks to Marie who rang, false"
  })
  void personsAreToldByACommonFirstName(String text, boolean person) {
    assertThat(PersonNames.looksLikeOne(text)).isEqualTo(person);
  }

  @Test
  void sharesAreAllThatIsKept() {
    assertThat(look("zqmarker@exemple.fr", "Marie Zqmarker").toString())
        .doesNotContainIgnoringCase("zqmarker")
        .contains("e-mail addresses=1");
  }
}
