package fr.oubli.reports;

import fr.oubli.model.datacontroller.Controller;
import fr.oubli.model.datacontroller.Controller.Purpose;
import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.datamap.Field;
import fr.oubli.model.policy.ColumnName;
import fr.oubli.model.policy.Keep;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.policy.Rule;
import fr.oubli.reports.PublishedText.Promise;
import fr.oubli.reports.PublishedText.Sentence;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Compares what a published text promises with what the policy enforces. Which rule a sentence is
 * about is told by its words, so each line shows the sentence and its place: a person judges.
 */
final class NoticeComparison {

  /**
   * What was found.
   *
   * @param promised a line for each period of the text
   * @param unpromised a line for each rule of which the text promises no period
   * @param silent a line for each thing that the law wants told and the text does not tell
   * @param agrees whether all that is promised is enforced, and all that is enforced promised
   */
  record Findings(
      List<String> promised, List<String> unpromised, List<String> silent, boolean agrees) {

    Findings {
      promised = List.copyOf(promised);
      unpromised = List.copyOf(unpromised);
      silent = List.copyOf(silent);
    }
  }

  /** Two topics of which one is as likely as this share of the other are both possible. */
  private static final double AS_LIKELY = 0.5;

  private static final LocalDate SOME_DAY = LocalDate.of(2001, 1, 1);

  /** One month, two more where the request is difficult (GDPR art. 12(3)). */
  private static final Set<Period> ANSWERS =
      Set.of(Period.ofMonths(1), Period.ofMonths(2), Period.ofMonths(3));

  private final Policy policy;
  private final DataMap map;
  private final Controller controller;
  private final PublishedText text;
  private final Topics topics = new Topics();
  private final Set<Rule> promisedRules = new LinkedHashSet<>();
  private boolean agrees = true;

  NoticeComparison(Policy policy, DataMap map, Controller controller, PublishedText text) {
    this.policy = policy;
    this.map = map;
    this.controller = controller;
    this.text = text;
    policy.rules().forEach(rule -> topics.add(rule.name(), words(rule)));
  }

  Findings findings() {
    List<String> promised = text.promises().stream().map(this::promised).toList();
    List<String> unpromised = new ArrayList<>();
    for (Rule rule : policy.rules()) {
      if (!promisedRules.contains(rule)) {
        agrees = false;
        unpromised.add(unpromised(rule));
      } else if (rule.silent()) {
        agrees = false;
        unpromised.add(
            rule.name() + ": the text promises its period; take out policy-silent: true");
      }
    }
    List<String> silent = new DueInformation(controller, policy, text).missing();
    return new Findings(promised, unpromised, silent, agrees && silent.isEmpty());
  }

  /** The words of the map, the policy and the controller file that say what a rule is about. */
  private List<String> words(Rule rule) {
    List<String> words = new ArrayList<>(List.of(rule.cites().french(), rule.name()));
    for (String name : ended(rule)) {
      words.add(map.collection(name).map(Collection::label).orElse(name));
      controller.purposes().stream()
          .filter(purpose -> purpose.collections().equals(List.of(name)))
          .map(Purpose::name)
          .forEach(words::add);
    }
    for (ColumnName event : rule.starts().columns()) {
      map.collection(event.collection())
          .flatMap(collection -> collection.field(event.column()))
          .map(Field::label)
          .ifPresent(words::add);
    }
    return words;
  }

  /** What a rule ends; what it puts into the archive another rule ends. */
  private static List<String> ended(Rule rule) {
    return rule.then().entrySet().stream()
        .filter(each -> !each.getValue().archives())
        .map(Map.Entry::getKey)
        .toList();
  }

  private String promised(Promise promise) {
    Sentence sentence = promise.sentence();
    String what =
        "line %d: %s, “%s”: "
            .formatted(sentence.line(), said(promise.period()), sentence.beginning());
    if (promise.answer()) {
      boolean counted = ANSWERS.contains(promise.period().normalized());
      agrees &= counted;
      return what
          + (counted
              ? "enforced, as the time to answer a request (jobs/request list)"
              : "NOT ENFORCED: requests are answered within one month, or two more");
    }
    if (Topics.plain(sentence.text()).contains("sauvegarde")) {
      return what + backups(promise.period());
    }
    Rule rule = about(promise);
    if (rule == null) {
      agrees = false;
      return what + "NOT ENFORCED: no rule is about it";
    }
    promisedRules.add(rule);
    return what + judged(rule, promise.period());
  }

  /** How long backups are kept is declared; nothing here can enforce it. */
  private String backups(Period promised) {
    Period declared = controller.backups();
    boolean same = declared != null && length(declared).equals(length(promised));
    agrees &= same;
    if (same) {
      return "declared, as backups of the controller file; whoever makes them enforces it";
    }
    return "NOT DECLARED so: the controller file says "
        + (declared == null ? "nothing of backups" : "backups: " + declared);
  }

  private String judged(Rule rule, Period promised) {
    if (rule.keep().inData().isPresent()) {
      agrees = false;
      return "to compare by hand: the period of " + rule.name() + " stands in the data";
    }
    Period enforced = rule.keep().period();
    int longer = length(enforced).compareTo(length(promised));
    if (longer == 0) {
      return "enforced by " + rule.name();
    }
    agrees = false;
    boolean sooner = longer < 0 && rule.keep().bound() == Keep.Bound.AT_MOST;
    return "%s: %s keeps %s"
        .formatted(
            sooner ? "enforced sooner" : "NOT ENFORCED as promised", rule.name(), said(enforced));
  }

  private static LocalDate length(Period period) {
    return SOME_DAY.plus(period);
  }

  /** The rule that a promise is about; of several, one that keeps as long. Null where none is. */
  private @Nullable Rule about(Promise promise) {
    String sentence = promise.sentence().text();
    double most = most(sentence);
    if (most == 0) {
      return null;
    }
    Comparator<Rule> best =
        Comparator.comparing((Rule rule) -> keepsAsLong(rule, promise.period()))
            .thenComparing(rule -> topics.likeness(rule.name(), sentence));
    return policy.rules().stream()
        .filter(rule -> topics.likeness(rule.name(), sentence) >= AS_LIKELY * most)
        .max(best)
        .orElse(null);
  }

  private double most(String sentence) {
    return policy.rules().stream()
        .mapToDouble(rule -> topics.likeness(rule.name(), sentence))
        .max()
        .orElse(0);
  }

  private static boolean keepsAsLong(Rule rule, Period promised) {
    return rule.keep().inData().isEmpty() && length(rule.keep().period()).equals(length(promised));
  }

  private String unpromised(Rule rule) {
    String kept =
        rule.keep().inData().isPresent()
            ? "a period that stands in the data"
            : (rule.keep().bound() == Keep.Bound.AT_MOST ? "at most " : "at least ")
                + said(rule.keep().period());
    String labels =
        String.join(
            ", ",
            ended(rule).stream()
                .map(name -> map.collection(name).map(Collection::label).orElse(name))
                .toList());
    return "%s: %s, “%s”: %s%s"
        .formatted(
            rule.name(),
            kept,
            labels,
            spokenOf(rule)
                .map(
                    sentence ->
                        "the text speaks of it on line %d, “%s”, and says no period"
                            .formatted(sentence.line(), sentence.beginning()))
                .orElse("the text does not speak of it"),
            rule.silent() ? "" : "; the policy says that it does: " + rule.cites().english());
  }

  /** The sentence that speaks most of a rule's matter, and more of it than of any other's. */
  private Optional<Sentence> spokenOf(Rule rule) {
    return text.sentences().stream()
        .filter(sentence -> topics.likeness(rule.name(), sentence.text()) > 0)
        .filter(
            sentence ->
                topics.likeness(rule.name(), sentence.text()) >= AS_LIKELY * most(sentence.text()))
        .max(Comparator.comparing(sentence -> topics.likeness(rule.name(), sentence.text())));
  }

  /** In English, as a terminal says it. */
  @SuppressWarnings("JavaPeriodGetDays") // each part is said by itself
  static String said(Period period) {
    return Stream.of(
            count(period.getYears(), "year"),
            count(period.getMonths(), "month"),
            count(period.getDays(), "day"))
        .filter(part -> !part.isEmpty())
        .reduce((one, other) -> one + " " + other)
        .orElse("0 days");
  }

  private static String count(int number, String unit) {
    return number == 0 ? "" : number + " " + unit + (number == 1 ? "" : "s");
  }
}
