package fr.oubli.reports;

import fr.oubli.model.datacontroller.Controller;
import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.policy.Action;
import fr.oubli.model.policy.LegalBasis;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.policy.Rule;
import fr.oubli.platform.output.Typography;
import fr.oubli.rights.access.French;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The chapter of a published policy on purposes, periods, recipients and rights, in French, as the
 * policy, the map and the controller's file have it: what is published is then what is enforced.
 */
record PrivacyNotice(Policy policy, DataMap map, Controller controller) {

  private static final Template TEMPLATE = new Template("notice");

  Path write(Path folder, LocalDate today) {
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("controller", controller);
    model.put("today", Typography.day(today));
    model.put("purposes", controller.purposes().stream().map(this::purpose).toList());
    model.put("periods", policy.rules().stream().map(this::period).toList());
    model.put("recipients", controller.recipients().stream().map(this::recipient).toList());
    model.put(
        "backups", controller.backups() == null ? "" : Typography.period(controller.backups()));
    return TEMPLATE.write(folder.resolve("privacy-notice.html"), model);
  }

  private Map<String, Object> purpose(Controller.Purpose purpose) {
    return Map.of(
        "name", purpose.name(),
        "people", purpose.people(),
        "what", labels(purpose.collections()),
        "bases",
            policy.rules().stream()
                .filter(rule -> purpose.collections().stream().anyMatch(rule.then()::containsKey))
                .map(rule -> LegalBasis.french(rule.basis()))
                .distinct()
                .collect(Collectors.joining(" ; ")));
  }

  private Map<String, Object> period(Rule rule) {
    Map<Action, List<String>> actions = new LinkedHashMap<>();
    rule.then()
        .forEach(
            (collection, action) ->
                actions.computeIfAbsent(action, any -> new ArrayList<>()).add(collection));
    return Map.of(
        "kept", French.kept(rule, map),
        "basis", LegalBasis.french(rule.basis()),
        "cites", rule.cites().french(),
        "ends",
            actions.entrySet().stream()
                .map(each -> Map.of("what", labels(each.getValue()), "then", then(each.getKey())))
                .toList());
  }

  private static String then(Action action) {
    if (action.archives()) {
      return "archivage, où seul reste lisible ce que la loi exige";
    }
    return action.removesRow()
        ? "effacement"
        : action.maskedColumns().isEmpty() ? "anonymisation" : "effacement en partie";
  }

  private Map<String, Object> recipient(Controller.Recipient recipient) {
    return Map.of(
        "name", recipient.name(),
        "purpose", recipient.purpose(),
        "country", recipient.country(),
        "safeguards", recipient.safeguards(),
        "what", labels(recipient.collections()));
  }

  private String labels(List<String> collections) {
    return collections.stream()
        .map(name -> map.collection(name).map(Collection::label).orElse(name))
        .collect(Collectors.joining(", "));
  }
}
