package fr.oubli.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What reads the French of others has to find what it looks for. */
class WrittenFrenchTest {

  private final WrittenFrench french = new WrittenFrench(Set.of("contact_requests", "order-data"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Ville : Lyon",
        "Ville: Lyon",
        "«\u00a0Lyon »",
        "« Lyon\u00a0»",
        "12 345 lignes",
        "80 €",
        "n° 4",
        "l'accès",
        "2 rows",
        "jusqu’au 1 May, the end",
        "la table contact_requests",
        "la règle order-data"
      })
  void aFaultIsFoundOnce(String text) {
    assertThat(french.faults("a.txt", text)).hasSize(1);
    assertThat(french.faults("a.html", "<p title=\"x : y\">" + text + "</p>")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Ville\u00a0: «\u00a0Lyon\u00a0», 12\u00a0345 lignes à 80\u00a0€, n°\u00a04, l’accès à 10:30",
        "o'brien@example.fr, https://www.cnil.fr",
        "TSA 80715, 75334 Paris, 3 place de Fontenoy"
      })
  void whatIsRightIsLeftAlone(String text) {
    assertThat(french.faults("a.txt", text)).isEmpty();
  }

  @Test
  void valuesAndCodeAreNotRead() {
    assertThat(
            french.faults(
                "a.html",
                "<style>a : b</style><td data-value>l'orme : the end</td><code>order-data</code>"))
        .isEmpty();
    assertThat(french.faults("a.html", "<b>Ville</b> : Lyon")).hasSize(1);
  }
}
