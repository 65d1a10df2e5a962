package fr.oubli.model.datacontroller;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EconomicAreaTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "France",
        "FRANCE",
        "fr",
        "Pays-Bas",
        "Netherlands",
        "Tchéquie",
        "République tchèque",
        "Grèce",
        "Allemagne, Irlande",
        "Belgique et Luxembourg",
        "Norvège",
        "Union européenne"
      })
  void statesAreKnownInTwoLanguages(String country) {
    assertThat(EconomicArea.holds(country)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "États-Unis",
        "Brésil",
        "Royaume-Uni",
        "Suisse",
        "France et Inde",
        "chez eux",
        "Frnce",
        "French Guiana",
        " "
      })
  void whatIsNotRecognisedIsOutside(String country) {
    assertThat(EconomicArea.holds(country)).isFalse();
  }
}
