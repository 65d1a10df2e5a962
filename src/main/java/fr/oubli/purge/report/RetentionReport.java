package fr.oubli.purge.report;

import fr.oubli.evidence.SignedSeal;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.datamap.Field;
import fr.oubli.model.policy.Action;
import fr.oubli.model.policy.Actions;
import fr.oubli.model.policy.Anonymise;
import fr.oubli.model.policy.Archive;
import fr.oubli.model.policy.Delete;
import fr.oubli.model.policy.LegalBasis;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.policy.Pseudonymise;
import fr.oubli.model.policy.Rule;
import fr.oubli.model.yaml.Label;
import fr.oubli.platform.output.CsvDialect;
import fr.oubli.platform.output.CsvSheet;
import fr.oubli.platform.output.Typography;
import java.nio.file.Path;
import java.time.Period;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The compliance report of a run: one line per rule and collection, in French, for the data
 * protection officer's spreadsheet. It holds no personal value.
 */
public record RetentionReport(Policy policy, DataMap map) {

  private static final String ARCHIVE = "archive.";

  private static final List<String> HEADER =
      List.of(
          "Règle",
          "Base légale",
          "Référence",
          "Politique muette",
          "Durée",
          "Collection",
          "Action",
          "Date limite",
          "Enregistrées",
          "Échues",
          "Traitées",
          "Retenues",
          "Limitées (art. 18)",
          "En quarantaine",
          "Restantes",
          "Motif",
          "Plus ancienne restante",
          "Première écriture",
          "Dernière écriture",
          "Sceau",
          "Observation",
          "Code de la règle",
          "Code de la collection");

  private static final Action.Cases<String> FRENCH =
      new Action.Cases<>() {
        @Override
        public String delete(Delete action) {
          return "suppression";
        }

        @Override
        public String anonymise(Anonymise action) {
          return "anonymisation";
        }

        @Override
        public String pseudonymise(Pseudonymise action) {
          return "pseudonymisation";
        }

        @Override
        public String archive(Archive action) {
          return "archivage";
        }
      };

  private static final Map<String, String> REASONS =
      Map.of(
          "held",
          "retenue",
          "restricted",
          "limitation",
          Result.REFERENCED,
          "encore référencée",
          Result.UNPLANNED,
          "hors du plan approuvé");

  public Path write(Path folder, SignedSeal sealed, List<Result> results) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    results.forEach(result -> rows.add(row(result, sealed)));
    return CsvSheet.write(
        folder.resolve("retention-compliance.csv"),
        CsvDialect.FRENCH,
        Typography.headings(HEADER),
        rows.stream());
  }

  private List<@Nullable Object> row(Result result, SignedSeal sealed) {
    Rule rule = rule(result.rule());
    return Typography.cells(
        Arrays.asList(
            label(rule),
            LegalBasis.french(rule.basis()),
            rule.cites().french(),
            rule.silent() ? "oui" : "non",
            period(rule),
            label(result.collection()),
            french(result),
            result.cutoff(),
            result.stored(),
            result.due(),
            result.done(),
            result.held(),
            result.restricted(),
            result.quarantined(),
            result.remaining(),
            reasons(result),
            result.oldestRemaining(),
            sealed.seal().range().first(),
            sealed.seal().range().last(),
            sealed.seal().digest(),
            observation(result),
            rule.name(),
            result.collection()));
  }

  /** With the period behind it where it is one of several that were made of a rule. */
  private static String label(Rule rule) {
    return rule.label()
        .map(Label::french)
        .map(
            label ->
                rule.name().equals(rule.written())
                    ? label
                    : label + " (" + Typography.period(rule.keep().period()) + ")")
        .orElse(rule.name());
  }

  private String label(String collection) {
    return collection.startsWith(ARCHIVE)
        ? label(collection.substring(ARCHIVE.length())) + " (archive intermédiaire)"
        : map.label(collection).map(Label::french).orElse(collection);
  }

  private Rule rule(String name) {
    return policy.rules().stream()
        .filter(candidate -> candidate.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @SuppressWarnings("JavaPeriodGetDays") // each part is said by itself
  private static String period(Rule rule) {
    String bound =
        rule.keep().bound() == fr.oubli.model.policy.Keep.Bound.AT_MOST ? "au plus " : "au moins ";
    Period period = rule.keep().period();
    List<String> parts = new ArrayList<>();
    part(parts, period.getYears(), period.getYears() == 1 ? "an" : "ans");
    part(parts, period.getMonths(), "mois");
    part(parts, period.getDays(), period.getDays() == 1 ? "jour" : "jours");
    return bound + (parts.isEmpty() ? "0 jour" : String.join(" ", parts));
  }

  private static void part(List<String> parts, int count, String unit) {
    if (count > 0) {
      parts.add(count + " " + unit);
    }
  }

  private static String reasons(Result result) {
    return result.reasons().entrySet().stream()
        .map(
            reason ->
                REASONS.getOrDefault(reason.getKey(), reason.getKey()) + " : " + reason.getValue())
        .sorted()
        .reduce((one, other) -> one + ", " + other)
        .orElse("");
  }

  private static String leftOut(Result result) {
    long rows = result.leftOut().rows();
    long untied = result.leftOut().untied();
    return rows == 0
        ? ""
        : "laissées de côté par la condition de la règle : "
            + rows
            + (untied == 0 ? "" : ", dont " + untied + " sans ligne à interroger");
  }

  private String french(Result result) {
    String word = result.action();
    return Actions.named(word)
        .map(action -> action.map(FRENCH) + columns(result.collection(), Actions.columns(word)))
        .orElse(word);
  }

  /** The columns of a stage, by their labels. */
  private String columns(String collection, String listed) {
    return listed.isEmpty()
        ? ""
        : Stream.of(listed.substring(2, listed.length() - 1).split(", ", -1))
            .map(
                name ->
                    map.collection(collection)
                        .flatMap(each -> each.field(name))
                        .map(Field::label)
                        .orElse(name))
            .collect(Collectors.joining(", ", " (", ")"));
  }

  private static String watermark(Result result) {
    return result.everythingOn() == null
        ? ""
        : "examen des nouveautés ; dernier examen complet le "
            + DateTimeFormatter.ofPattern("dd/MM/yyyy").format(result.everythingOn());
  }

  /**
   * The remark of the line. Masked rows that can still be joined to accounting documents have left
   * the active base, but are not anonymous.
   */
  private String observation(Result result) {
    boolean accounts = policy.rules().stream().anyMatch(rule -> rule.starts().byFiscalYear());
    String pseudonyms =
        Actions.named(result.action()).filter(new Pseudonymise()::equals).isPresent()
            ? "pseudonymes : données encore personnelles tant que la clé existe"
            : "";
    String linked =
        Actions.named(result.action()).filter(Action::masks).isPresent()
                && Actions.columns(result.action()).isEmpty()
                && accounts
            ? "effacé de la base active ; rattachable aux pièces comptables jusqu'à leur élimination"
            : "";
    return Stream.of(pseudonyms, linked, leftOut(result), watermark(result))
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(" ; "));
  }
}
