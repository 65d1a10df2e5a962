package fr.oubli.model.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LegalBasisTest {

  @ParameterizedTest
  @CsvSource({
    "contract (GDPR art. 6(1)(b)), contrat (RGPD art. 6(1)(b))",
    "consent, consentement",
    "legitimate interest (GDPR art. 6(1)(f)), intérêt légitime (RGPD art. 6(1)(f))",
    "legal obligation (Code de commerce art. L123-22), obligation légale (Code de commerce art. L123-22)",
    "contractual habit, contractual habit",
    "our own reason (GDPR), our own reason (GDPR)",
  })
  void eachReaderHasTheirWords(String english, String french) {
    assertThat(LegalBasis.french(english)).isEqualTo(french);
    assertThat(LegalBasis.french(french)).isEqualTo(french);
    assertThat(LegalBasis.english(french)).isEqualTo(english);
    assertThat(LegalBasis.english(english)).isEqualTo(english);
  }

  @Test
  void onlyConsentAndContractArePortableInEitherLanguage() {
    assertThat(LegalBasis.portable("contrat (RGPD art. 6(1)(b))")).isTrue();
    assertThat(LegalBasis.portable("consent")).isTrue();
    assertThat(LegalBasis.portable("obligation légale")).isFalse();
    assertThat(LegalBasis.portable("contractual habit")).isFalse();
  }
}
