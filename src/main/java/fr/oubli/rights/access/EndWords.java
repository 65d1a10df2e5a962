package fr.oubli.rights.access;

import fr.oubli.decision.Explanation.Verdict;
import fr.oubli.decision.RequestedEnds;
import fr.oubli.decision.RequestedEnds.End;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.policy.Action;
import fr.oubli.model.policy.LegalBasis;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.policy.Rule;
import fr.oubli.model.yaml.Label;
import fr.oubli.platform.output.Typography;
import fr.oubli.rights.reply.Grounds;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Until when a person's rows are kept and why, in words, by what the rules decide of these very
 * rows.
 */
record EndWords(Policy policy, DataMap map) {

  /** What keeps due rows is this request itself: it is told apart. */
  private static final String OWN_REQUEST = "open request";

  private static final String NO_DATE = "pas encore de date";

  /** A line for each thing that a rule decides of the rows. */
  List<Map<String, Object>> lines(List<End> ends, long rows) {
    return ends.stream()
        .map(end -> Map.<String, Object>of("when", said(end, rows), "why", why(end.rule())))
        .toList();
  }

  /** Of how many rows, where it is not all of them, and until when. */
  private String said(End end, long rows) {
    long some = end.days().rows();
    String many =
        rows > RequestedEnds.MOST_ROWS
            ? "d'après les " + RequestedEnds.MOST_ROWS + " premiers enregistrements"
            : "pour " + Typography.count(some, "enregistrement", "enregistrements");
    String said = some < rows ? many + " : " + when(end) : when(end);
    return said.substring(0, 1).toUpperCase(Locale.FRENCH) + said.substring(1);
  }

  private String when(End end) {
    String then = then(end);
    return switch (end.verdict()) {
      case NOT_DUE -> "gardé " + until(end) + ", puis " + then + longer(end);
      case NOT_ENDED -> "gardé tant que cela dure, puis " + then;
      case QUARANTINED ->
          "une date manque ou ne peut pas être juste : nous devons la corriger avant de savoir"
              + " jusqu'à quand";
      case KEPT -> "durée écoulée" + since(end) + " ; gardé encore : " + grounds(end);
      case DUE -> "durée écoulée" + since(end) + " ; " + then + " au prochain passage";
      case OUT_OF_REACH, DONE -> then;
    };
  }

  /** The days of rows can differ: the last one is told, and that others come before. */
  private static String until(End end) {
    LocalDate first = end.days().first();
    LocalDate last = end.days().last();
    if (first == null || last == null) {
      return "jusqu'à une date que nous ne connaissons pas encore";
    }
    return first.equals(last)
        ? "jusqu'au " + Typography.day(last) + " inclus"
        : "jusqu'au "
            + Typography.day(last)
            + " inclus au plus tard (le plus ancien jusqu'au "
            + Typography.day(first)
            + ")";
  }

  private static String since(End end) {
    LocalDate last = end.days().last();
    return last == null ? "" : " depuis le " + Typography.day(last);
  }

  private String longer(End end) {
    List<String> grounds =
        end.keptBy().stream().filter(ground -> !ground.equals(OWN_REQUEST)).toList();
    return grounds.isEmpty()
        ? ""
        : " ; plus longtemps si ce motif dure encore : " + grounds(grounds);
  }

  private String grounds(End end) {
    return end.keptBy().equals(List.of(OWN_REQUEST))
        ? "le temps de répondre à votre demande"
        : grounds(end.keptBy());
  }

  private String grounds(List<String> names) {
    Grounds words = new Grounds(policy);
    return names.stream().map(words::of).distinct().collect(Collectors.joining(" ; "));
  }

  private String then(End end) {
    Action action = end.action();
    if (end.archived()) {
      return "effacement";
    }
    if (action.archives()) {
      return "archivage, où seul reste lisible ce que la loi exige";
    }
    if (action.removesRow()) {
      return "effacement";
    }
    return action.maskedColumns().isEmpty()
        ? "anonymisation"
        : "effacement en partie" + map.required(end.active()).labelled(action.maskedColumns());
  }

  /** The rule, the period that it gives these rows, and its basis. */
  String why(Rule rule) {
    return rule.label().map(Label::toPerson).map(label -> label + " : ").orElse("")
        + French.kept(rule, map)
        + " (base : "
        + LegalBasis.french(rule.basis())
        + ")";
  }

  /** The rules that bear on any of the rows, each once, in the order of the policy. */
  static List<Rule> rules(List<End> ends) {
    return ends.stream().map(End::rule).distinct().toList();
  }

  /**
   * Until when the rows of a collection are there at all, in a few words; what happens to them
   * before is told with the collection.
   */
  String shortly(List<End> ends, long rows) {
    Optional<LocalDate> last = last(ends, rows);
    if (last.isPresent()) {
      return "jusqu'au " + Typography.day(last.get());
    }
    if (ends.stream().anyMatch(end -> end.verdict() == Verdict.KEPT)) {
      return ends.stream()
          .filter(end -> end.verdict() == Verdict.KEPT)
          .map(this::grounds)
          .distinct()
          .collect(Collectors.joining(" ; "));
    }
    return ends.stream().anyMatch(end -> end.verdict() == Verdict.DUE)
        ? "jusqu'au prochain passage"
        : NO_DATE;
  }

  /**
   * The last day on which any of the rows is there as it is; empty where no day can be told, since
   * something else than time keeps one of them.
   */
  static Optional<LocalDate> last(List<End> ends, long rows) {
    long told = ends.stream().mapToLong(end -> end.days().rows()).sum();
    if (told < Math.min(rows, RequestedEnds.MOST_ROWS)
        || ends.stream().anyMatch(end -> end.verdict() != Verdict.NOT_DUE)) {
      return Optional.empty();
    }
    List<End> lasting = ends.stream().filter(end -> !end.action().archives()).toList();
    Optional<LocalDate> earliest =
        lasting.stream()
            .filter(end -> end.days().rows() >= Math.min(rows, RequestedEnds.MOST_ROWS))
            .filter(end -> end.keptBy().stream().allMatch(OWN_REQUEST::equals))
            .filter(end -> !end.action().isStage())
            .map(end -> end.days().last())
            .filter(Objects::nonNull)
            .map(Objects::requireNonNull)
            .min(Comparator.naturalOrder());
    return earliest.or(
        () ->
            (lasting.isEmpty() ? ends : lasting)
                .stream()
                    .map(end -> end.days().last())
                    .filter(Objects::nonNull)
                    .map(Objects::requireNonNull)
                    .max(Comparator.naturalOrder()));
  }
}
