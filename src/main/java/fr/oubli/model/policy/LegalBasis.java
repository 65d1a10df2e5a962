package fr.oubli.model.policy;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The legal bases that the law names, in French and in English. A policy writes one of them with
 * the article, such as {@code contract (GDPR art. 6(1)(b))}, and reports show it in their language.
 * What is written otherwise is shown as it is.
 */
public final class LegalBasis {

  private static final List<LegalBasis> KNOWN =
      List.of(
          new LegalBasis("consentement", "consent"),
          new LegalBasis("contrat", "contract"),
          new LegalBasis("obligation légale", "legal obligation"),
          new LegalBasis("intérêts vitaux", "vital interests"),
          new LegalBasis("mission d'intérêt public", "public task"),
          new LegalBasis("intérêt légitime", "legitimate interest"),
          new LegalBasis("constatation de droits en justice", "establishment of legal claims"),
          new LegalBasis("défense de droits en justice", "legal claims"));

  private static final List<String> PORTABLE = List.of("consent", "contract");

  private final String french;
  private final String english;
  private final Pattern either;

  private LegalBasis(String french, String english) {
    this.french = french;
    this.english = english;
    this.either = Pattern.compile("(" + french + "|" + english + ")(?!\\p{L})");
  }

  public static String french(String basis) {
    for (LegalBasis known : KNOWN) {
      if (known.either.matcher(basis).lookingAt()) {
        return known.either.matcher(basis).replaceFirst(known.french).replace("GDPR", "RGPD");
      }
    }
    return basis;
  }

  public static String english(String basis) {
    for (LegalBasis known : KNOWN) {
      if (known.either.matcher(basis).lookingAt()) {
        return known.either.matcher(basis).replaceFirst(known.english).replace("RGPD", "GDPR");
      }
    }
    return basis;
  }

  /** Whether a person can take along what rests on the basis (GDPR art. 20, portability). */
  public static boolean portable(String basis) {
    return KNOWN.stream()
        .filter(known -> PORTABLE.contains(known.english))
        .anyMatch(known -> known.either.matcher(basis).lookingAt());
  }
}
