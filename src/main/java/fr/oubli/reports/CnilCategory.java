package fr.oubli.reports;

import fr.oubli.model.datacontroller.SensitiveData;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The categories of data that the record of the CNIL lists, in its order. */
enum CnilCategory {
  IDENTITY("État civil, identité, données d'identification, images"),
  PERSONAL("Vie personnelle (habitudes de vie, situation familiale, etc.)"),
  PROFESSIONAL("Vie professionnelle (emploi, scolarité, formation, etc.)"),
  FINANCIAL("Informations d'ordre économique et financier (revenus, paiements, etc.)"),
  CONNECTION("Données de connexion (adresses IP, journaux, comptes, etc.)"),
  LOCATION("Données de localisation (déplacements, GPS, GSM, etc.)"),
  INTERNET("Internet (cookies, traceurs, navigation, etc.)"),
  OTHER("Autres catégories de données");

  /** By the categories of fideslang; the most specific one counts. */
  private static final Map<String, CnilCategory> OF =
      Map.ofEntries(
          Map.entry("user.name", IDENTITY),
          Map.entry("user.contact", IDENTITY),
          Map.entry("user.contact.organization", PROFESSIONAL),
          Map.entry("user.unique_id", IDENTITY),
          Map.entry("user.government_id", IDENTITY),
          Map.entry("user.content.self_image", IDENTITY),
          Map.entry("user.demographic.date_of_birth", IDENTITY),
          Map.entry("user.demographic.age_range", IDENTITY),
          Map.entry("user.demographic.gender", IDENTITY),
          Map.entry("user.sensor", IDENTITY),
          Map.entry("user.demographic", PERSONAL),
          Map.entry("user.behavior", PERSONAL),
          Map.entry("user.social", PERSONAL),
          Map.entry("user.childrens", PERSONAL),
          Map.entry("user.privacy_preferences", PERSONAL),
          Map.entry("user.job_title", PROFESSIONAL),
          Map.entry("user.workplace", PROFESSIONAL),
          Map.entry("user.employment", PROFESSIONAL),
          Map.entry("user.education", PROFESSIONAL),
          Map.entry("employee", PROFESSIONAL),
          Map.entry("user.financial", FINANCIAL),
          Map.entry("user.payment", FINANCIAL),
          Map.entry("user.tax", FINANCIAL),
          Map.entry("user.credit", FINANCIAL),
          Map.entry("user.behavior.purchase_history", FINANCIAL),
          Map.entry("user.account", CONNECTION),
          Map.entry("user.authorization", CONNECTION),
          Map.entry("user.device", CONNECTION),
          Map.entry("user.telemetry", CONNECTION),
          Map.entry("user.location", LOCATION),
          Map.entry("user.device.cookie_id", INTERNET),
          Map.entry("user.device.cookie", INTERNET),
          Map.entry("user.behavior.browsing_history", INTERNET),
          Map.entry("user.behavior.media_consumption", INTERNET),
          Map.entry("user.behavior.search_history", INTERNET));

  private final String french;

  CnilCategory(String french) {
    this.french = french;
  }

  String french() {
    return french;
  }

  /** Empty for what is sensitive, which the record lists by itself. */
  static Optional<CnilCategory> of(String category) {
    if (SensitiveData.ofCategory(category).isPresent()) {
      return Optional.empty();
    }
    String group = category;
    while (!OF.containsKey(group) && group.contains(".")) {
      group = group.substring(0, group.lastIndexOf('.'));
    }
    return Optional.of(Objects.requireNonNullElse(OF.get(group), OTHER));
  }
}
