package fr.oubli.rights.access;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import fr.oubli.model.datacontroller.Controller;
import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.datamap.Field;
import fr.oubli.model.policy.Action;
import fr.oubli.model.policy.LegalBasis;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.policy.Rule;
import fr.oubli.platform.output.Typography;
import fr.oubli.rights.request.Request;
import fr.oubli.rights.request.Right;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The page of a bundle that the person opens first: complete, offline, in French. */
record BundlePage(Controller controller, Policy policy, DataMap map) {

  private static final Template TEMPLATE = template("index.mustache");

  private static Template template(String name) {
    try (Reader reader =
        new InputStreamReader(
            Objects.requireNonNull(BundlePage.class.getResourceAsStream(name)),
            StandardCharsets.UTF_8)) {
      return Mustache.compiler().emptyStringIsFalse(true).defaultValue("").compile(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void write(Request request, LocalDate today, SearchReport report, OutputStream out)
      throws IOException {
    String page = TEMPLATE.execute(model(request, today, report));
    out.write(Typography.html(page).getBytes(StandardCharsets.UTF_8));
  }

  private Map<String, Object> model(Request request, LocalDate today, SearchReport report) {
    List<Chapter> chapters = report.chapters();
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("controller", controller);
    FilledCollections held = FilledCollections.of(chapters);
    model.put("access", request.right() == Right.ACCESS && !held.collections().isEmpty());
    model.put("right", French.of(request.right().french()));
    model.put("request", request.id());
    model.put("received", French.day(request.receivedOn()));
    model.put("today", French.day(today));
    model.put("purposes", purposes(held));
    model.put("recipients", recipients(held));
    model.put("rules", rules(held));
    model.put(
        "chapters",
        chapters.stream().filter(chapter -> chapter.rows() > 0).map(BundlePage::chapter).toList());
    model.put("searchedInVain", chapters.stream().anyMatch(chapter -> chapter.rows() == 0));
    model.put("vain", inVain(chapters));
    model.put("notSearched", !report.notSearched().isEmpty());
    model.put(
        "unsearched",
        report.notSearched().stream().map(Collection::label).collect(Collectors.joining(", ")));
    boolean portability = request.right() == Right.PORTABILITY;
    model.put("portability", portability);
    model.put(
        "withheld",
        Stream.of(
                portability ? chapters.stream().flatMap(this::notProvided) : Stream.<Object>of(),
                chapters.stream().flatMap(BundlePage::withheld),
                chapters.stream().flatMap(BundlePage::elsewhere))
            .flatMap(parts -> parts)
            .toList());
    return model;
  }

  private List<Map<String, Object>> purposes(FilledCollections held) {
    return controller.purposes().stream()
        .filter(purpose -> held.any(purpose.collections()))
        .map(
            purpose ->
                Map.<String, Object>of(
                    "name", purpose.name(), "what", labels(held.of(purpose.collections()))))
        .toList();
  }

  private List<Map<String, Object>> recipients(FilledCollections held) {
    return controller.recipientsOf(held.collections()).stream()
        .map(
            recipient ->
                Map.<String, Object>of(
                    "name", recipient.name(),
                    "purpose", recipient.purpose(),
                    "country", recipient.country(),
                    "safeguards", recipient.safeguards(),
                    "what", labels(held.of(recipient.collections()))))
        .toList();
  }

  private List<Map<String, Object>> rules(FilledCollections held) {
    return policy.rules().stream()
        .filter(rule -> held.any(rule.then().keySet()))
        .map(
            rule ->
                Map.<String, Object>of(
                    "what", labels(held.of(rule.then().keySet()), rule),
                    "kept", French.kept(rule, map),
                    "basis", LegalBasis.french(rule.basis())))
        .toList();
  }

  private String labels(List<String> collections) {
    return String.join(
        ", ",
        collections.stream()
            .map(name -> map.collection(name).map(Collection::label).orElse(name))
            .toList());
  }

  /** With the columns of those that the rule treats by stages. */
  private String labels(List<String> collections, Rule rule) {
    return collections.stream()
        .map(name -> labels(List.of(name)) + stage(rule, name))
        .collect(Collectors.joining(", "));
  }

  private String stage(Rule rule, String collection) {
    return map.required(collection)
        .labelled(rule.action(collection).map(Action::maskedColumns).orElse(List.of()));
  }

  private static String inVain(List<Chapter> chapters) {
    return chapters.stream()
        .filter(chapter -> chapter.rows() == 0)
        .map(chapter -> chapter.section().label())
        .collect(Collectors.joining(", "));
  }

  private static Map<String, Object> chapter(Chapter chapter) {
    return Map.of(
        "file", chapter.section().file(),
        "label", chapter.section().label(),
        "count", chapter.rows(),
        "total", French.lines(chapter.rows()),
        "more", chapter.rows() > chapter.first().size(),
        "shown", chapter.first().size(),
        "rows", chapter.first().stream().map(lines -> Map.of("lines", lines)).toList());
  }

  /** What a row holds beside what the person provided, which alone is portable. */
  private Stream<Map<String, Object>> notProvided(Chapter chapter) {
    Set<String> provided =
        chapter.section().columns().stream()
            .map(shown -> shown.field().name())
            .collect(Collectors.toSet());
    String others =
        map.required(chapter.section().collection()).fields().stream()
            .filter(field -> !provided.contains(field.name()))
            .map(Field::label)
            .collect(Collectors.joining(", "));
    return chapter.rows() == 0 || others.isEmpty()
        ? Stream.empty()
        : Stream.of(
            Map.of(
                "what",
                chapter.section().label() + " : " + others,
                "why",
                "ce n'est pas vous qui l'avez fourni"));
  }

  private static Stream<Map<String, Object>> elsewhere(Chapter chapter) {
    return chapter.elsewhere().entrySet().stream()
        .map(
            files ->
                Map.of(
                    "what",
                    chapter.section().label() + " : " + files.getKey(),
                    "why",
                    files.getValue() == 1
                        ? "un fichier n'est pas joint, il se trouve à l'adresse indiquée"
                        : files.getValue()
                            + " fichiers ne sont pas joints, ils se trouvent aux adresses"
                            + " indiquées"));
  }

  private static Stream<Map<String, Object>> withheld(Chapter chapter) {
    return chapter.rows() == 0
        ? Stream.empty()
        : chapter.masked().stream()
            .map(
                shown ->
                    Map.of(
                        "what",
                        chapter.section().label() + " : " + shown.field().label(),
                        "why",
                        shown.masked()));
  }
}
