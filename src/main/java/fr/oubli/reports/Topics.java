package fr.oubli.reports;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What French texts are about, by their words: two speak of the same where they share words that
 * few others have. Endings, accents, and words that every policy is full of do not count.
 */
final class Topics {

  private static final Pattern BETWEEN = Pattern.compile("[^a-z]+");
  private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");
  private static final int SHORTEST = 4;
  private static final int STEM = 6;

  private static final Set<String> COMMON =
      Stream.of(
              "votre vous nous notre leur leurs avec dans pour plus moins dont cette cela sont etre"
                  + " donnees donnee personnelles personnel personne personnes caractere utilisateur"
                  + " utilisateurs client clients site service services societe traitement traitements"
                  + " conservation conserver conservees conserves conservee conserve garder gardees"
                  + " gardes duree durees delai periode pendant compter jusque date dates mois annee"
                  + " annees jours semaines maximum minimum apres depuis avant dernier derniere fin"
                  + " debut base legale article reglement politique confidentialite section"
                  + " recommandation cnil regles limite tant lors issue sauf titre aupres chez entre"
                  + " ainsi effacees effaces supprimees supprimes supprimer detruites archivees"
                  + " anonymisees numero nom prenom adresse ville code type canal texte recue recu"
                  + " envoye etat resume compte commercial commerciale gestion preuve contact donne"
                  + " demande demandes retire temps fois vient venu elle ils elles tous toute toutes tout autre autres"
                  + " susceptible necessaires necessaire realisation realisees effectuee effectue"
                  + " finalite finalites collecte collectees information informations")
          .flatMap(words -> Stream.of(words.split(" ", -1)))
          .map(Topics::stem)
          .collect(Collectors.toUnmodifiableSet());

  private final Map<String, Set<String>> topics = new HashMap<>();

  /** Says what a topic is about. */
  void add(String name, List<String> texts) {
    topics.computeIfAbsent(name, any -> new TreeSet<>()).addAll(stems(String.join(" ", texts)));
  }

  /**
   * How much a text speaks of a topic: for each word that they share, the more, the fewer topics
   * have it. Zero where they share none.
   */
  double likeness(String name, String text) {
    Set<String> shared = stems(text);
    shared.retainAll(topics.getOrDefault(name, Set.of()));
    return shared.stream().mapToDouble(this::weight).sum();
  }

  private double weight(String stem) {
    long having = topics.values().stream().filter(topic -> topic.contains(stem)).count();
    return Math.log(1.0 + (double) topics.size() / having);
  }

  /** The words of a text that say what it is about, without their endings. */
  static Set<String> stems(String text) {
    Set<String> stems = new TreeSet<>();
    for (String word : BETWEEN.split(plain(text), -1)) {
      String stem = stem(word);
      if (word.length() >= SHORTEST && !COMMON.contains(stem)) {
        stems.add(stem);
      }
    }
    return stems;
  }

  /** In small letters, without accents. */
  static String plain(String text) {
    String apart = Normalizer.normalize(text, Normalizer.Form.NFKD);
    return ACCENTS.matcher(apart).replaceAll("").toLowerCase(Locale.ROOT);
  }

  private static String stem(String word) {
    String one = word.replaceFirst("[sx]$", "");
    return one.length() > STEM ? one.substring(0, STEM) : one;
  }
}
