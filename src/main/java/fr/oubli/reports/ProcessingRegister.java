package fr.oubli.reports;

import fr.oubli.model.datacontroller.Controller;
import fr.oubli.model.datacontroller.Controller.Purpose;
import fr.oubli.model.datacontroller.Controller.Recipient;
import fr.oubli.model.datacontroller.RegisterEntry;
import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.datamap.Field;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.policy.Rule;
import fr.oubli.platform.output.CsvDialect;
import fr.oubli.platform.output.CsvSheet;
import fr.oubli.platform.output.Typography;
import fr.oubli.reports.ReportWords.Language;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The register of processing activities (GDPR art. 30), in French: one activity per purpose, put
 * together from the policy, the map and the controller's file.
 */
final class ProcessingRegister {

  private static final Template TEMPLATE = new Template("register");
  private static final List<String> HEADER =
      List.of(
          "Responsable",
          "Délégué à la protection des données",
          "Finalité",
          "Personnes concernées",
          "Collections",
          "Catégories de données",
          "Destinataires",
          "Transferts hors de l'Union et garanties",
          "Délais d'effacement",
          "Bases légales",
          "Mesures de sécurité");

  private final Policy policy;
  private final DataMap map;
  private final Controller controller;
  private final ReportWords words = new ReportWords(Language.FR);
  private final ReaderNames names;

  ProcessingRegister(Policy policy, DataMap map, Controller controller) {
    this.policy = policy;
    this.map = map;
    this.controller = controller;
    this.names = new ReaderNames(policy, map, words);
  }

  List<Path> write(Path folder, LocalDate today, CsvDialect dialect) {
    return List.of(
        TEMPLATE.write(folder.resolve("processing-register.html"), model(today)),
        CsvSheet.write(
            folder.resolve("processing-register.csv"),
            dialect,
            Typography.headings(HEADER),
            controller.purposes().stream().map(this::row).map(Typography::cells)),
        new RegisterSheets(this, controller, map, words)
            .write(folder.resolve("processing-register.xlsx"), today, faults()));
  }

  /** What is missing for the register to be whole, in words. */
  List<String> faults() {
    List<String> faults = new ArrayList<>();
    controller.purposes().forEach(purpose -> ruleless(purpose, faults));
    map.collections().forEach(collection -> purposeless(collection, faults));
    controller.recipients().forEach(recipient -> purposeless(recipient, faults));
    controller.recipients().stream()
        .filter(Recipient::lacksSafeguards)
        .forEach(
            recipient ->
                faults.add(words.text("fault-safeguards", recipient.name(), recipient.country())));
    faults.addAll(new RegisterGaps(controller, map, words).lines());
    return faults;
  }

  private void ruleless(Purpose purpose, List<String> faults) {
    List<String> kept =
        purpose.collections().stream()
            .filter(
                name -> policy.rules().stream().noneMatch(rule -> rule.then().containsKey(name)))
            .toList();
    if (!kept.isEmpty() || purpose.collections().isEmpty()) {
      faults.add(
          words.text(
              "fault-no-rule",
              purpose.name(),
              kept.isEmpty() ? words.text("no-data") : names.collections(kept)));
    }
  }

  private void purposeless(Collection collection, List<String> faults) {
    TreeSet<String> categories = new TreeSet<>();
    collection.fields().stream()
        .filter(Field::personal)
        .flatMap(field -> field.categories().stream())
        .map(CategoryWords::of)
        .forEach(categories::add);
    if (!used(collection.name()) && !categories.isEmpty()) {
      faults.add(
          words.text(
              "fault-no-purpose",
              String.join(", ", categories),
              names.collection(collection.name())));
    }
  }

  private void purposeless(Recipient recipient, List<String> faults) {
    List<String> unused = recipient.collections().stream().filter(name -> !used(name)).toList();
    if (recipient.collections().isEmpty()) {
      faults.add(words.text("fault-recipient-empty", recipient.name()));
    } else if (!unused.isEmpty()) {
      faults.add(words.text("fault-recipient", recipient.name(), names.collections(unused)));
    }
  }

  private boolean used(String collection) {
    return controller.purposes().stream()
        .anyMatch(purpose -> purpose.collections().contains(collection));
  }

  private Map<String, Object> model(LocalDate today) {
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("w", words.all());
    model.put("controller", controller);
    model.put("policy", policy.name());
    model.put("today", words.day(today));
    model.put("faults", faults());
    model.put("activities", controller.purposes().stream().map(this::activity).toList());
    return model;
  }

  private Map<String, Object> activity(Purpose purpose) {
    Map<String, Object> activity = new LinkedHashMap<>(entry(purpose));
    activity.putAll(whole(purpose));
    return activity;
  }

  /** What the controller's file says of the entry itself. */
  private Map<String, Object> entry(Purpose purpose) {
    RegisterEntry entry = purpose.entry();
    LocalDate created = entry.created();
    LocalDate updated = entry.updated();
    return Map.of(
        "number", entry.number(),
        "created", created == null ? words.text("unsaid") : words.day(created),
        "updated", updated == null ? words.text("unsaid") : words.day(updated),
        "subPurposes", entry.subPurposes(),
        "impact", RegisterSheets.said(entry.impactAssessment(), words),
        "sensitive", new RegisterSheets(this, controller, map, words).sensitive(purpose));
  }

  private Map<String, Object> whole(Purpose purpose) {
    return Map.of(
        "name", purpose.name(),
        "people", said(purpose.people()),
        "collections", names.collections(purpose.collections()),
        "categories", categories(purpose),
        "recipients", recipients(purpose).map(ProcessingRegister::named).toList(),
        "transfers", transfers(purpose),
        "periods", periods(purpose.collections()),
        "bases", bases(purpose));
  }

  private List<@Nullable Object> row(Purpose purpose) {
    return List.of(
        controller.name(),
        controller.officer(),
        purpose.name(),
        said(purpose.people()),
        names.collections(purpose.collections()),
        String.join(" ; ", categories(purpose)),
        String.join(" ; ", recipients(purpose).map(ProcessingRegister::named).toList()),
        String.join(" ; ", transfers(purpose)),
        String.join(" ; ", periods(purpose.collections())),
        String.join(" ; ", bases(purpose)),
        said(String.join(" ; ", controller.security())));
  }

  private String said(String text) {
    return text.isBlank() ? words.text("not-said") : text;
  }

  /** Each category with the fields that hold it, as the map calls them. */
  private List<String> categories(Purpose purpose) {
    Map<String, TreeSet<String>> fields = new TreeMap<>();
    purpose.collections().stream()
        .flatMap(name -> map.required(name).fields().stream())
        .filter(Field::personal)
        .forEach(
            field ->
                field
                    .categories()
                    .forEach(
                        category ->
                            fields
                                .computeIfAbsent(CategoryWords.of(category), key -> new TreeSet<>())
                                .add(field.label())));
    return fields.entrySet().stream()
        .map(entry -> entry.getKey() + " : " + String.join(", ", entry.getValue()))
        .toList();
  }

  private Stream<Recipient> recipients(Purpose purpose) {
    return controller.recipientsOf(purpose.collections()).stream();
  }

  static String named(Recipient recipient) {
    return recipient.name() + " (" + recipient.purpose() + ", " + recipient.country() + ")";
  }

  /** Recipients outside the European Economic Area. */
  Stream<Recipient> transferred(Purpose purpose) {
    return recipients(purpose)
        .filter(recipient -> recipient.lacksSafeguards() || !recipient.safeguards().isBlank());
  }

  List<String> transfers(Purpose purpose) {
    return transferred(purpose)
        .map(
            recipient ->
                recipient.name()
                    + ", "
                    + recipient.country()
                    + " : "
                    + (recipient.lacksSafeguards()
                        ? words.text("to-complete")
                        : recipient.safeguards()))
        .toList();
  }

  /** How long each of some collections is kept. */
  List<String> periods(List<String> collections) {
    List<String> periods = new ArrayList<>();
    for (Rule rule : policy.rules()) {
      List<String> bearing =
          collections.stream()
              .filter(rule.then()::containsKey)
              .map(name -> names.collection(name) + names.stage(rule, name))
              .toList();
      if (!bearing.isEmpty()) {
        periods.add(String.join(", ", bearing) + " : " + words.kept(rule, names));
      }
    }
    return periods;
  }

  List<String> bases(Purpose purpose) {
    return policy.rules().stream()
        .filter(rule -> purpose.collections().stream().anyMatch(rule.then()::containsKey))
        .map(words::basis)
        .distinct()
        .toList();
  }
}
