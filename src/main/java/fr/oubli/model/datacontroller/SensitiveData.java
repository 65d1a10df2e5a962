package fr.oubli.model.datacontroller;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Data that the law protects most (GDPR art. 9 and 10, and the number of social security), in the
 * order of the record of the CNIL.
 */
public enum SensitiveData {
  ORIGIN("origin", "Origine raciale ou ethnique", "user.demographic.race_ethnicity"),
  OPINIONS("opinions", "Opinions politiques", "user.demographic.political_opinion"),
  BELIEFS(
      "beliefs", "Convictions religieuses ou philosophiques", "user.demographic.religious_belief"),
  UNION("union", "Appartenance syndicale", "user.demographic.union_membership"),
  GENETIC("genetic", "Données génétiques", "user.health_and_medical.genetic", "user.genetic"),
  BIOMETRIC("biometric", "Données biométriques", "user.biometric"),
  HEALTH(
      "health",
      "Données de santé",
      "user.health_and_medical",
      "user.medical",
      "user.biometric_health",
      "user.biometric.health"),
  SEX_LIFE(
      "sex-life", "Vie sexuelle ou orientation sexuelle", "user.demographic.sexual_orientation"),
  OFFENCES("offences", "Condamnations pénales ou infractions", "user.criminal_history"),
  NIR(
      "nir",
      "Numéro de sécurité sociale (NIR)",
      "user.government_id.national_identification_number");

  private final String word;
  private final String french;

  @SuppressWarnings("ImmutableEnumChecker") // the list cannot be changed once it is made
  private final List<String> categories;

  SensitiveData(String word, String french, String... categories) {
    this.word = word;
    this.french = french;
    this.categories = List.of(categories);
  }

  /** As the controller's file names it. */
  public String word() {
    return word;
  }

  public String french() {
    return french;
  }

  static Optional<SensitiveData> of(String word) {
    return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
  }

  static List<String> words() {
    return Arrays.stream(values()).map(SensitiveData::word).toList();
  }

  /** What a category of a data map is of these; the most specific one counts. */
  public static Optional<SensitiveData> ofCategory(String category) {
    for (String group = category; !group.isEmpty(); group = above(group)) {
      String wanted = group;
      Optional<SensitiveData> found =
          Arrays.stream(values()).filter(each -> each.categories.contains(wanted)).findFirst();
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static String above(String category) {
    return category.substring(0, Math.max(0, category.lastIndexOf('.')));
  }
}
