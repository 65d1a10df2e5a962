package fr.oubli.rights.access;

import fr.oubli.decision.RequestedEnds.End;
import fr.oubli.model.datamap.Collection;
import fr.oubli.rights.version.AcceptedVersions.AcceptedVersion;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where the person was looked for: what was found, where nothing was found, and where nobody could
 * look, which is not the same.
 *
 * @param beside what is told beside the rows
 */
record SearchReport(List<Chapter> chapters, List<Collection> notSearched, BesideRows beside) {

  static final String FILE = "recherche.json";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  SearchReport {
    chapters = List.copyOf(chapters);
    notSearched = List.copyOf(notSearched);
  }

  /** What the rules decide of the person's rows; null where it was not asked, or cannot be told. */
  @Nullable List<End> ends() {
    return beside.ends();
  }

  /** What the rules decide of a chapter's rows; empty where that is not known. */
  List<End> endsOf(Chapter chapter) {
    List<End> all = ends();
    return all == null
        ? List.of()
        : all.stream().filter(end -> end.collection().equals(chapter.section().name())).toList();
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
    report.put(
        "versions_de_la_politique_acceptees",
        beside.accepted().stream().map(SearchReport::accepted).toList());
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(report);
  }

  /** What nobody registered is null. */
  private static Map<String, Object> accepted(AcceptedVersion version) {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("version", version.version());
    told.put("acceptee_le", day(version.acceptedOn()));
    told.put("en_vigueur_depuis_le", day(version.from()));
    told.put("ce_qui_a_change", version.changed());
    told.put("sha256_du_texte", version.sha256());
    return told;
  }

  private static @Nullable String day(@Nullable LocalDate day) {
    return day == null ? null : day.toString();
  }

  private static Map<String, Object> named(String name, String label) {
    Map<String, Object> named = new LinkedHashMap<>();
    named.put("collection", name);
    named.put("libelle", label);
    return named;
  }
}
