package fr.oubli.reports;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Categories of the fideslang taxonomy in French, by the groups that the record of the CNIL has.
 * The most specific group counts; a category of the company's own is told as it is.
 */
final class CategoryWords {

  private static final Map<String, String> FRENCH = new LinkedHashMap<>();

  static {
    FRENCH.put("user.name", "État civil, identité");
    FRENCH.put("user.demographic", "Vie personnelle");
    FRENCH.put("user.contact", "Coordonnées");
    FRENCH.put("user.unique_id", "Identifiants");
    FRENCH.put("user.user_id", "Identifiants");
    FRENCH.put("user.account", "Compte et identifiants du compte");
    FRENCH.put("user.authorization", "Mots de passe et moyens d'accès");
    FRENCH.put("user.behavior", "Usage du service, commandes et habitudes");
    FRENCH.put("user.content", "Messages, avis et autres contenus");
    FRENCH.put("user.privacy_preferences", "Consentements et choix");
    FRENCH.put("user.device", "Données de connexion");
    FRENCH.put("user.telemetry", "Données de connexion");
    FRENCH.put("user.location", "Données de localisation");
    FRENCH.put("user.financial", "Informations d'ordre économique et financier");
    FRENCH.put("user.payment", "Informations d'ordre économique et financier");
    FRENCH.put("user.credit", "Informations d'ordre économique et financier");
    FRENCH.put("user.tax", "Informations d'ordre économique et financier");
    FRENCH.put("user.government_id", "Numéros d'identification officiels");
    FRENCH.put("user.employment", "Vie professionnelle");
    FRENCH.put("user.job_title", "Vie professionnelle");
    FRENCH.put("user.workplace", "Vie professionnelle");
    FRENCH.put("user.education", "Vie professionnelle");
    FRENCH.put("user.social", "Vie personnelle");
    FRENCH.put("user.sensor", "Enregistrements (voix, image, mesures)");
    FRENCH.put("user.health_and_medical", "Données sensibles : santé");
    FRENCH.put("user.medical", "Données sensibles : santé");
    FRENCH.put("user.biometric", "Données sensibles : biométrie");
    FRENCH.put("user.biometric_health", "Données sensibles : biométrie");
    FRENCH.put("user.genetic", "Données sensibles : génétique");
    FRENCH.put("user.criminal_history", "Données sensibles : infractions");
    FRENCH.put("user.demographic.race_ethnicity", "Données sensibles : origine");
    FRENCH.put("user.demographic.religious_belief", "Données sensibles : convictions");
    FRENCH.put("user.demographic.political_opinion", "Données sensibles : opinions");
    FRENCH.put("user.demographic.sexual_orientation", "Données sensibles : vie sexuelle");
    FRENCH.put("user", "Autres données sur la personne");
    FRENCH.put("system", "Données techniques");
    FRENCH.put("employee", "Données sur les salariés");
  }

  private CategoryWords() {}

  static String of(String category) {
    String group = category;
    while (!FRENCH.containsKey(group)) {
      int dot = group.lastIndexOf('.');
      if (dot < 0) {
        return category;
      }
      group = group.substring(0, dot);
    }
    return FRENCH.getOrDefault(group, category);
  }
}
