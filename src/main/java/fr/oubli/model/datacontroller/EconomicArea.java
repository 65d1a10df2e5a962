package fr.oubli.model.datacontroller;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where the GDPR is in force: the member states of the Union, Iceland, Liechtenstein and Norway.
 * Countries with an adequacy decision of the Commission are not listed: such decisions end, and
 * some cover only a part of a country's companies. A controller names them as safeguards.
 */
final class EconomicArea {

  private static final List<String> STATES =
      List.of(
          "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE",
          "IS", "IT", "LI", "LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK");

  private static final List<String> OTHER_NAMES =
      List.of(
          "Czech Republic",
          "République tchèque",
          "The Netherlands",
          "Slovak Republic",
          "Union européenne",
          "European Union",
          "UE",
          "EU",
          "Espace économique européen",
          "European Economic Area",
          "EEE",
          "EEA");

  private static final Pattern BETWEEN = Pattern.compile("[,;/&()]| et | and ");
  private static final Set<String> NAMES = names();

  private EconomicArea() {}

  /**
   * @param country in free words, French or English; several may be named
   * @return false for what is not recognised
   */
  static boolean holds(String country) {
    List<String> named =
        Arrays.stream(BETWEEN.split(country))
            .map(EconomicArea::plain)
            .filter(name -> !name.isEmpty())
            .toList();
    return !named.isEmpty() && NAMES.containsAll(named);
  }

  private static Set<String> names() {
    Set<String> names = new HashSet<>();
    for (String code : STATES) {
      Locale state = new Locale.Builder().setRegion(code).build();
      names.add(plain(code));
      names.add(plain(state.getDisplayCountry(Locale.FRENCH)));
      names.add(plain(state.getDisplayCountry(Locale.ENGLISH)));
    }
    OTHER_NAMES.forEach(name -> names.add(plain(name)));
    return Set.copyOf(names);
  }

  private static String plain(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFD)
        .replaceAll("\\p{M}+", "")
        .replaceAll("[^\\p{L}]+", " ")
        .strip()
        .toLowerCase(Locale.ROOT);
  }
}
