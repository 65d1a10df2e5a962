package fr.oubli.platform.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class TypographyTest {

  @Test
  void aSpaceBehindATagIsSetAsOneBehindAWord() {
    assertThat(Typography.html("<p><strong>Vos avis</strong> : 3 ans<br> ; fin</p>"))
        .isEqualTo("<p><strong>Vos avis</strong>\u00a0: 3 ans<br>\u00a0; fin</p>");
  }

  @Test
  void signsAndNumbersKeepTheirSpaceUnbroken() {
    assertThat(Typography.text("Ville : « Lyon » ; n° 4, 12 345 lignes, 20 % ?"))
        .isEqualTo(
            "Ville\u00a0: «\u00a0Lyon\u00a0»\u00a0; n°\u00a04, 12\u00a0345 lignes, 20\u00a0%\u00a0?");
    assertThat(Typography.text("l'accès n'a pas d'effet")).isEqualTo("l’accès n’a pas d’effet");
  }

  @Test
  void addressesAndTimesStayAsTheyAre() {
    for (String same :
        new String[] {
          "o'brien@example.fr", "https://www.cnil.fr", "à 10:30", "+33 6 12 34 56 78"
        }) {
      assertThat(Typography.text(same)).isEqualTo(same);
    }
  }

  /** What the person wrote is theirs, and a rule of style is no sentence. */
  @Test
  void ofAPageTheSentencesAloneAreSet() {
    assertThat(
            Typography.html(
                "<style>a { b : c }</style><p title='x : y'>Droit : l&#39;accès</p>"
                    + "<dd data-value>rue de l'Église : 4</dd><!-- a : b -->"))
        .isEqualTo(
            "<style>a { b : c }</style><p title='x : y'>Droit\u00a0: l’accès</p>"
                + "<dd data-value>rue de l'Église : 4</dd><!-- a : b -->");
  }

  /** It took the square of its length once, for hours. */
  @Test
  void aWordWithoutEndIsSetInAMoment() {
    String word = "long".repeat(500_000);
    assertThat(
            Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(20), () -> Typography.html("<p>" + word + " : a@b.fr</p>")))
        .isEqualTo("<p>" + word + "\u00a0: a@b.fr</p>");
  }

  @Test
  void aDayIsSaidInWordsAndZeroIsSingular() {
    assertThat(Typography.day(LocalDate.of(2026, 12, 1))).isEqualTo("1er décembre 2026");
    assertThat(Typography.day(LocalDate.of(2026, 11, 27))).isEqualTo("27 novembre 2026");
    assertThat(Typography.count(0, "ligne", "lignes")).isEqualTo("0 ligne");
    assertThat(Typography.count(2, "ligne", "lignes")).isEqualTo("2 lignes");
  }
}
