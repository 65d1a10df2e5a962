package fr.oubli.rights.access;

import fr.oubli.decision.RequestedEnds.End;
import fr.oubli.model.datamap.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where the person was looked for: what was found, where nothing was found, and where nobody could
 * look, which is not the same.
 *
 * @param ends what the rules decide of the person's rows; null where it was not asked, or cannot be
 *     told
 */
record SearchReport(
    List<Chapter> chapters, List<Collection> notSearched, @Nullable List<End> ends) {

  static final String FILE = "recherche.json";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  SearchReport {
    chapters = List.copyOf(chapters);
    notSearched = List.copyOf(notSearched);
    ends = ends == null ? null : List.copyOf(ends);
  }

  /** What the rules decide of a chapter's rows; empty where that is not known. */
  List<End> endsOf(Chapter chapter) {
    return ends == null
        ? List.of()
        : ends.stream().filter(end -> end.collection().equals(chapter.section().name())).toList();
  }

  /** For programs, in the words that the page has for people. */
  byte[] json() {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put(
        "trouve",
        chapters.stream()
            .filter(chapter -> chapter.rows() > 0)
            .map(
                chapter -> {
                  Map<String, Object> found =
                      named(chapter.section().name(), chapter.section().label());
                  found.put("enregistrements", chapter.rows());
                  return found;
                })
            .toList());
    report.put(
        "cherche_sans_rien_trouver",
        chapters.stream()
            .filter(chapter -> chapter.rows() == 0)
            .map(chapter -> named(chapter.section().name(), chapter.section().label()))
            .toList());
    report.put(
        "non_cherche",
        notSearched.stream()
            .map(
                collection -> {
                  Map<String, Object> left = named(collection.name(), collection.label());
                  left.put("motif", "rien ne relie ces données à vous");
                  return left;
                })
            .toList());
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(report);
  }

  private static Map<String, Object> named(String name, String label) {
    Map<String, Object> named = new LinkedHashMap<>();
    named.put("collection", name);
    named.put("libelle", label);
    return named;
  }
}
