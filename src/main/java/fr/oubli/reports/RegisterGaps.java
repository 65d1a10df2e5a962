package fr.oubli.reports;

import fr.oubli.model.datacontroller.Controller;
import fr.oubli.model.datacontroller.Controller.Purpose;
import fr.oubli.model.datacontroller.Controller.Recipient;
import fr.oubli.model.datacontroller.RegisterEntry;
import fr.oubli.model.datacontroller.SensitiveData;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.datamap.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What nobody said in the controller's file although the record of the CNIL has a line for it, and
 * what was said against the map.
 */
record RegisterGaps(Controller controller, DataMap map, ReportWords words) {

  /** A line each, in French, with the word of the file to write. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    missing(missing, "representative", controller.contact().beside().representative().isBlank());
    missing(missing, "joint-controllers", controller.contact().beside().joint().isBlank());
    missing(missing, "security", controller.security().isEmpty());
    if (!missing.isEmpty()) {
      lines.add(words.text("gap-controller", String.join(", ", missing)));
    }
    controller.purposes().forEach(purpose -> purpose(purpose, lines));
    List<String> kindless =
        controller.recipients().stream()
            .filter(recipient -> recipient.kind() == null)
            .map(Recipient::name)
            .toList();
    if (!kindless.isEmpty()) {
      lines.add(words.text("gap-recipients", String.join(", ", kindless)));
    }
    return lines;
  }

  private void purpose(Purpose purpose, List<String> lines) {
    RegisterEntry entry = purpose.entry();
    List<String> missing = new ArrayList<>();
    missing(missing, "number", entry.number().isEmpty());
    missing(missing, "created", entry.created() == null);
    missing(missing, "updated", entry.updated() == null);
    missing(missing, "people", purpose.people().isBlank());
    missing(missing, "sensitive", entry.sensitive() == null);
    missing(missing, "impact-assessment", entry.impactAssessment().isBlank());
    if (!missing.isEmpty()) {
      lines.add(words.text("gap-purpose", purpose.name(), String.join(", ", missing)));
    }
    Set<SensitiveData> said = entry.sensitive();
    Set<SensitiveData> unsaid = mapped(map, purpose);
    if (said != null) {
      unsaid.removeAll(said);
      if (!unsaid.isEmpty()) {
        lines.add(
            words.text(
                "gap-sensitive",
                purpose.name(),
                unsaid.stream().map(SensitiveData::french).collect(Collectors.joining(", ")),
                unsaid.stream().map(SensitiveData::word).collect(Collectors.joining(", "))));
      }
    }
  }

  private void missing(List<String> missing, String word, boolean is) {
    if (is) {
      missing.add(words.text("gap-word-" + word) + " (" + word + ")");
    }
  }

  /** What the map has of sensitive data in the collections of a purpose. */
  static Set<SensitiveData> mapped(DataMap map, Purpose purpose) {
    return purpose.collections().stream()
        .flatMap(name -> map.required(name).fields().stream())
        .filter(Field::personal)
        .flatMap(field -> field.categories().stream())
        .flatMap(category -> SensitiveData.ofCategory(category).stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
