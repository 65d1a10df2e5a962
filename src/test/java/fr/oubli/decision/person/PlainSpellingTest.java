package fr.oubli.decision.person;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainSpellingTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "José-Ève@Exemple.fr",
        "JOSÉ-ÈVE@EXEMPLE.FR",
        "\tjosé-ève@exemple.fr\u00A0",
        "\u202Fjosé-ève@exemple.fr\r\n",
        "jo\u200Bsé-è\u2060ve@exemple.fr\uFEFF",
        "ｊｏｓé－ève＠ｅｘｅｍｐｌｅ．ｆｒ",
        "jose\u200D\u0301-ève@exemple.fr",
        "josé\u2011ève@exemple.fr",
        "josé–ève@exemple.fr"
      })
  void anAddressHasOneSpellingHoweverItIsWritten(String written) {
    assertThat(PlainSpelling.of(written)).isEqualTo("josé-ève@exemple.fr");
    assertThat(PlainSpelling.of(Normalizer.normalize(written, Normalizer.Form.NFD)))
        .isEqualTo("josé-ève@exemple.fr");
  }

  @ParameterizedTest
  @ValueSource(strings = {"jose-eve@exemple.fr", "josé.ève@exemple.fr", "joséève@exemple.fr"})
  void otherLettersAndSignsAreOtherPeople(String written) {
    assertThat(PlainSpelling.of(written)).isNotEqualTo("josé-ève@exemple.fr");
  }

  @Test
  void aNameIsComparedInOneFormAndShownInItsOwn() {
    String written = "\u00A0Zoe\u0308\u202F\tD’Angélo–Ｂｕ\u00ADi ";
    assertThat(PlainSpelling.of(written)).isEqualTo("zoë d'angélo-bui");
    assertThat(PlainSpelling.readable(written)).isEqualTo("Zoë D’Angélo–Ｂｕi");
    assertThat(PlainSpelling.of(PlainSpelling.readable(written)))
        .isEqualTo(PlainSpelling.of(written));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t\u00A0", "\uFEFF", "\u200B \u2028"})
  void whatNobodySeesIsNothing(String written) {
    assertThat(PlainSpelling.of(written)).isEmpty();
    assertThat(PlainSpelling.readable(written)).isEmpty();
  }
}
