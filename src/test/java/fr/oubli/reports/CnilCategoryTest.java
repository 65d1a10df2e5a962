package fr.oubli.reports;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CnilCategoryTest {

  @ParameterizedTest
  @CsvSource({
    "user.name.first, IDENTITY",
    "user.contact.address.city, IDENTITY",
    "user.contact.organization, PROFESSIONAL",
    "user.behavior, PERSONAL",
    "user.behavior.browsing_history, INTERNET",
    "user.behavior.purchase_history, FINANCIAL",
    "user.device.ip_address, CONNECTION",
    "user.device.cookie_id, INTERNET",
    "user.location.precise, LOCATION",
    "user.content.private, OTHER",
    "user, OTHER",
    "ours.alone, OTHER"
  })
  void theMostSpecificCategoryCounts(String category, CnilCategory expected) {
    assertThat(CnilCategory.of(category)).contains(expected);
  }

  @Test
  void whatIsSensitiveStandsApart() {
    assertThat(CnilCategory.of("user.health_and_medical.record_id")).isEmpty();
    assertThat(CnilCategory.of("user.government_id.national_identification_number")).isEmpty();
    assertThat(CnilCategory.of("user.government_id.passport_number"))
        .contains(CnilCategory.IDENTITY);
  }
}
