package fr.oubli.rights.access;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import fr.oubli.decision.RequestedEnds.End;
import fr.oubli.model.datacontroller.Controller;
import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.datamap.Field;
import fr.oubli.model.policy.Action;
import fr.oubli.model.policy.LegalBasis;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.policy.Rule;
import fr.oubli.model.yaml.Label;
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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The page of a bundle that the person opens first: complete, offline, in French. */
record BundlePage(Controller controller, Policy policy, DataMap map) {

  private static final Template TEMPLATE = template("index.mustache");
  private static final String SCRIPT = PageScript.FIND + "findIn(document);\n";

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
    model.put("script", SCRIPT);
    model.put("scriptHash", PageScript.hash(SCRIPT));
    model.put("judged", report.ends() != null);
    model.put("rules", rules(held, report.ends()));
    model.putAll(new BundleSummary(map, new EndWords(policy, map), report).model());
    model.put(
        "chapters",
        chapters.stream()
            .filter(chapter -> chapter.rows() > 0)
            .map(chapter -> chapter(chapter, report))
            .toList());
    model.put("accepted", new VersionWords(report.beside().accepted()).lines());
    model.put("searchedInVain", chapters.stream().anyMatch(chapter -> chapter.rows() == 0));
    model.put("vain", inVain(chapters));
    model.put("notSearched", !report.notSearched().isEmpty());
    model.put(
        "unsearched",
        report.notSearched().stream()
            .map(Collection::label)
            .map(Typography::within)
            .collect(Collectors.joining(", ")));
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

  /** Those that bear on the person's own rows, where that is known; else on the collections. */
  private List<Map<String, Object>> rules(FilledCollections held, @Nullable List<End> ends) {
    List<Rule> bearing =
        ends == null
            ? policy.rules().stream().filter(rule -> held.any(rule.then().keySet())).toList()
            : EndWords.rules(ends);
    return bearing.stream()
        .map(
            rule ->
                Map.<String, Object>of(
                    "what", labels(bearing(rule, held, ends), rule),
                    "kept", French.kept(rule, map),
                    "basis", LegalBasis.french(rule.basis())))
        .toList();
  }

  /** The collections of which a rule bears on the person's rows, where that is known. */
  private static List<String> bearing(Rule rule, FilledCollections held, @Nullable List<End> ends) {
    return ends == null
        ? held.of(rule.then().keySet())
        : ends.stream().filter(end -> end.rule().equals(rule)).map(End::active).distinct().toList();
  }

  private String labels(List<String> collections) {
    return String.join(
        ", ",
        collections.stream()
            .map(name -> map.collection(name).map(Collection::label).orElse(name))
            .map(Typography::within)
            .toList());
  }

  private static String capital(String text) {
    return text.isEmpty()
        ? text
        : text.substring(0, 1).toUpperCase(Locale.FRENCH) + text.substring(1);
  }

  /** As a line begins, and with the columns of those that the rule treats by stages. */
  private String labels(List<String> collections, Rule rule) {
    List<String> labels = new ArrayList<>();
    for (String name : collections) {
      String label = map.required(name).label();
      labels.add((labels.isEmpty() ? label : Typography.within(label)) + stage(rule, name));
    }
    return String.join(", ", labels);
  }

  private String stage(Rule rule, String collection) {
    return map.required(collection)
        .labelled(rule.action(collection).map(Action::maskedColumns).orElse(List.of()));
  }

  private static String inVain(List<Chapter> chapters) {
    return chapters.stream()
        .filter(chapter -> chapter.rows() == 0)
        .map(chapter -> Typography.within(chapter.section().label()))
        .collect(Collectors.joining(", "));
  }

  private Map<String, Object> chapter(Chapter chapter, SearchReport report) {
    List<End> ends = report.endsOf(chapter);
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("file", chapter.section().file());
    model.put("label", chapter.section().label());
    model.put("count", chapter.rows());
    model.put("total", French.rows(chapter.rows()));
    model.put("more", chapter.rows() > chapter.first().size());
    model.put("shown", chapter.first().size());
    model.put("ends", new EndWords(policy, map).lines(ends, chapter.rows()));
    model.put("endless", report.ends() != null && ends.isEmpty());
    List<Map<String, Object>> rows = new ArrayList<>();
    for (List<Chapter.Line> lines : chapter.first()) {
      rows.add(Map.of("title", title(chapter, rows.size() + 1), "lines", lines));
    }
    model.put("rows", rows);
    return model;
  }

  /** Which one of how many a row is: commande 1 sur 2. */
  private String title(Chapter chapter, int number) {
    String noun =
        map.label(chapter.section().collection())
            .map(Label::counted)
            .map(Label.Counted::one)
            .orElse("enregistrement");
    return capital(noun) + (chapter.rows() == 1 ? "" : " " + number + " sur " + chapter.rows());
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
