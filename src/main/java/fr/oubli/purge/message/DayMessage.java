package fr.oubli.purge.message;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.output.Typography;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a night ended: a verdict, counts, what needs a person, where the page is. It holds what the
 * terminal was told, and so no value of a person.
 *
 * @param day that the night was for; null where it was refused before it knew
 * @param policy its name; empty where it could not be read
 * @param run its number; zero where none began
 * @param counts sums over all rules, by their name
 * @param needs lines that a person has to read; none where all is in order. Those of a night that
 *     is done say that it was stopped at its moment
 * @param page of the run; null where none was written
 */
public record DayMessage(
    ExitCode code,
    @Nullable LocalDate day,
    String policy,
    long run,
    Map<String, Long> counts,
    List<String> needs,
    @Nullable Path page) {

  private static final int MOST_LINES = 20;

  public DayMessage {
    counts = new LinkedHashMap<>(counts);
    needs = List.copyOf(needs.subList(0, Math.min(MOST_LINES, needs.size())));
  }

  /** The verdict as a word for programs. */
  String verdict() {
    return isStopped() || cameToNothing() ? "stopped" : code.name().toLowerCase(Locale.ROOT);
  }

  private boolean isStopped() {
    return code == ExitCode.DONE && !needs.isEmpty();
  }

  /** It was stopped at its moment, and had not even counted what is left. */
  private boolean cameToNothing() {
    return code == ExitCode.QUARANTINE && counts.keySet().equals(Set.of("done"));
  }

  /** One line in French, for a subject. */
  String subject() {
    return Typography.text(
        "Oubli : %s%s%s"
            .formatted(
                inShort(),
                policy.isEmpty() ? "" : ", politique " + policy,
                day == null ? "" : ", " + Typography.day(day)));
  }

  private String inShort() {
    return switch (code) {
      case DONE -> isStopped() ? "arrêté à l'heure dite" : "en ordre";
      case QUARANTINE -> "à regarder";
      case FAILED -> "échec";
      case INVALID -> "pas commencé";
      case REFUSED -> "refusé";
      case BUSY -> "occupé";
    };
  }

  private String sentence() {
    return switch (code) {
      case DONE ->
          isStopped()
              ? "Le passage s'est arrêté à l'heure dite ; le suivant continue."
              : "Tout ce qui était échu est traité.";
      case QUARANTINE ->
          cameToNothing()
              ? "L'heure dite est venue avant la première ligne ; commencer plus tôt, ou s'arrêter"
                  + " plus tard."
              : "C'est fait ; quelqu'un doit regarder ce qui suit.";
      case FAILED ->
          "Le passage a échoué ou a été arrêté ; la même commande le reprend où il en était.";
      case INVALID ->
          "Le passage n'a pas commencé : la commande, la politique ou la carte est à corriger. Rien"
              + " n'a été touché.";
      case REFUSED -> "Un contrôle a refusé le passage. Rien n'a été touché.";
      case BUSY -> "Un autre passage est en cours ; réessayer plus tard.";
    };
  }

  /** The whole message in French, for people. */
  String text() {
    List<String> lines = new ArrayList<>(List.of(sentence()));
    if (run > 0) {
      lines.add(figures());
    }
    if (!needs.isEmpty()) {
      lines.add("");
      lines.addAll(needs);
    }
    String french = Typography.text(String.join("\n", lines));
    return page == null ? french : french + "\n\nPage\u00a0: " + page;
  }

  /** What was done, and what else is not zero. */
  private String figures() {
    List<String> figures = new ArrayList<>();
    figures.add(Typography.count(count("done"), "ligne traitée", "lignes traitées"));
    figure(figures, "left", "restante", "restantes");
    figure(figures, "held", "retenue", "retenues");
    figure(figures, "referred", "gardée par d'autres", "gardées par d'autres");
    figure(figures, "restricted", "limitée", "limitées");
    figure(figures, "quarantined", "en quarantaine", "en quarantaine");
    figure(figures, "busy", "tenue par d'autres", "tenues par d'autres");
    figure(figures, "unexplained", "inexpliquée", "inexpliquées");
    return "Passage n° " + run + " : " + String.join(", ", figures) + ".";
  }

  private void figure(List<String> figures, String name, String one, String many) {
    if (count(name) > 0) {
      figures.add(Typography.count(count(name), one, many));
    }
  }

  private long count(String name) {
    return counts.getOrDefault(name, 0L);
  }

  /** For programs; a field is never renamed, and new ones may come. */
  public Map<String, Object> fields(Instant now) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("message", "oubli.night");
    fields.put("at", now.toString());
    fields.put("verdict", verdict());
    fields.put("exit", code.code());
    fields.put("day", day == null ? null : day.toString());
    fields.put("policy", policy);
    fields.put("run", run);
    fields.put("counts", counts);
    fields.put("needs", needs);
    fields.put("page", page == null ? null : page.toString());
    fields.put("text", subject() + "\n" + text());
    return fields;
  }
}
