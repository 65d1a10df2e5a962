package fr.oubli.reports;

import fr.oubli.evidence.SealedFacts;
import fr.oubli.model.datacontroller.Controller;
import fr.oubli.model.policy.Action;
import fr.oubli.model.policy.Actions;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.policy.Pseudonymise;
import fr.oubli.model.policy.Rule;
import fr.oubli.platform.output.CsvDialect;
import fr.oubli.platform.output.CsvSheet;
import fr.oubli.platform.output.Typography;
import fr.oubli.reports.DestructionReader.Act;
import fr.oubli.reports.DestructionReader.Entries;
import fr.oubli.reports.DestructionReader.Files;
import fr.oubli.reports.ReportWords.Language;
import fr.oubli.reports.RunFacts.Line;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The procès-verbal of a run, in French: what was destroyed, on what basis, how, under whose
 * authority and by whom, what was excepted, and how to check it. It names no person but those who
 * acted.
 */
final class DestructionRecord {

  private static final Template TEMPLATE = new Template("destruction");
  private static final List<String> HEADER =
      List.of(
          "Entité",
          "Passage",
          "Règle",
          "Collection",
          "Action",
          "Méthode",
          "Point de départ du délai, jusqu'au",
          "Nombre de lignes",
          "Base légale",
          "Référence",
          "Première écriture",
          "Dernière écriture",
          "Exécuté le",
          "Ordonné par",
          "Exécuté par",
          "Exceptions",
          "Racine de Merkle",
          "Signature",
          "Code de la règle",
          "Code de la collection");

  private final RunFacts run;
  private final List<Act> acts;
  private final Files files;
  private final Controller controller;
  private final Policy policy;
  private final String authority;
  private final ReportWords words = new ReportWords(Language.FR);
  private final ReaderNames names;

  DestructionRecord(
      RunFacts run, DestructionReader reader, Controller controller, ReaderNames names) {
    this.run = run;
    this.acts = reader.acts(run.id());
    this.files = sealedFiles().orElseGet(() -> reader.files(run.id()));
    this.controller = controller;
    this.names = names;
    this.policy = names.policy();
    this.authority = authority(reader);
  }

  /** The files as they were when the run was sealed; empty where its seal does not tell. */
  private Optional<Files> sealedFiles() {
    SealedFacts facts = run.seal().seal().facts();
    return facts.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Files(
                Long.parseLong(facts.of("files-missing")),
                Long.parseLong(facts.of("files-pending"))));
  }

  List<Path> write(Path folder, LocalDate today, CsvDialect dialect) {
    String name = "destruction-record-" + run.id();
    return List.of(
        TEMPLATE.write(folder.resolve(name + ".html"), model(today)),
        CsvSheet.write(
            folder.resolve(name + ".csv"),
            dialect,
            Typography.headings(HEADER),
            acts.stream().map(this::row).map(Typography::cells)));
  }

  /** A standing policy authorises each night; over its limits a person approves the plan. */
  private String authority(DestructionReader reader) {
    String plan = run.terms().planHash();
    if (plan == null) {
      return words.text(
          "authority-policy", run.terms().policy(), run.terms().policySha256().substring(0, 16));
    }
    return reader
        .approval(plan)
        .map(
            made ->
                words.text(
                    "authority-plan", plan, made.by(), words.moment(made.at(), policy.zone())))
        .orElse(words.text("authority-lost", plan));
  }

  private Map<String, Object> model(LocalDate today) {
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("w", words.all());
    model.put("controller", controller);
    model.put("run", run.id());
    model.put("as-of", words.day(run.asOf()));
    model.put("today", words.day(today));
    model.put(
        "scope",
        run.terms().onlyRule() == null
            ? words.text("scope-all")
            : names.rule(run.terms().onlyRule()));
    model.put("policy", run.terms().policy());
    model.put("started", words.moment(run.execution().startedAt(), policy.zone()));
    model.put("ended", words.moment(run.seal().seal().at(), policy.zone()));
    model.put("authority", authority);
    model.put("executor", run.execution().operator());
    model.put("total", words.count("row", acts.stream().mapToLong(Act::rows).sum()));
    model.put("backups", backups());
    model.put("acts", acts.stream().map(this::act).toList());
    model.put("exceptions", exceptions());
    model.put("changed", !run.terms().policySha256().equals(policy.sha256()));
    model.put("seal", new SealModel(run, words, policy.zone()).build());
    return model;
  }

  /** The last backup that has what the run destroyed is of the day on which the run was sealed. */
  private String backups() {
    if (acts.isEmpty()) {
      return words.text("backups-none");
    }
    LocalDate day = LocalDate.ofInstant(run.seal().seal().at(), policy.zone());
    Period kept = controller.backups();
    return kept == null
        ? words.text("backups-undeclared")
        : words.text("backups-record", words.period(kept), Typography.day(day.plus(kept)));
  }

  private Map<String, Object> act(Act act) {
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("rule", names.rule(act.rule()));
    model.put("collection", names.collection(act.collection()));
    model.put("action", names.action(act.collection(), act.action()));
    model.put("cutoff", words.day(act.cutoff()));
    model.put("rows", words.number(act.rows()));
    model.put("basis", basis(act));
    model.put("method", method(act));
    model.put("entries", entries(act));
    return model;
  }

  private static String entries(Act act) {
    Entries entries = act.entries();
    return entries.first() == entries.last()
        ? Long.toString(entries.first())
        : entries.first() + "–" + entries.last();
  }

  private List<@Nullable Object> row(Act act) {
    return Arrays.asList(
        controller.name(),
        run.id(),
        names.rule(act.rule()),
        names.collection(act.collection()),
        names.action(act.collection(), act.action()),
        method(act),
        act.cutoff(),
        act.rows(),
        basis(act),
        rule(act).map(words::cites).orElse(""),
        act.entries().first(),
        act.entries().last(),
        LocalDate.ofInstant(act.last(), policy.zone()),
        authority,
        run.execution().operator(),
        exceptions(act),
        "sha256:" + run.seal().seal().merkleRoot(),
        "ed25519:" + run.seal().signature(),
        act.rule(),
        act.collection());
  }

  private String basis(Act act) {
    return rule(act).map(words::basis).orElse(words.text("rule-gone"));
  }

  private Optional<Rule> rule(Act act) {
    return policy.rule(act.rule());
  }

  private String method(Act act) {
    Optional<Action> action = Actions.named(act.action());
    boolean filed =
        action.filter(Action::destroys).isPresent() && policy.files().containsKey(act.collection());
    boolean anonymised =
        action.filter(Action::masks).isPresent()
            && action.filter(new Pseudonymise()::equals).isEmpty();
    boolean stage = anonymised && !Actions.columns(act.action()).isEmpty();
    boolean linkable = anonymised && !stage && Linkable.by(policy);
    return words.word(
        "method",
        filed ? "files" : linkable ? "linkable" : stage ? "stage" : Actions.kind(act.action()));
  }

  private String exceptions(Act act) {
    return run.lines().stream()
        .filter(line -> line.rule().equals(act.rule()))
        .filter(line -> line.collection().equals(act.collection()))
        .flatMap(line -> exceptions(line).stream())
        .reduce((one, other) -> one + ", " + other)
        .orElse("");
  }

  private List<String> exceptions() {
    List<String> all = new ArrayList<>();
    if (run.seal().seal().facts().isEmpty()) {
      all.add(words.text("facts-unsealed"));
    }
    for (Line line : run.lines()) {
      exceptions(line)
          .forEach(
              text ->
                  all.add(
                      names.rule(line.rule())
                          + ", "
                          + names.collection(line.collection())
                          + " : "
                          + text));
    }
    if (files.missing() > 0) {
      all.add(words.count("file-missing", files.missing()));
    }
    if (files.pending() > 0) {
      all.add(words.count("file-pending", files.pending()));
    }
    return all;
  }

  private List<String> exceptions(Line line) {
    List<String> texts = new ArrayList<>();
    add(texts, "except-held", line.counts().heldAlone());
    add(texts, "except-referenced", line.counts().referenced());
    add(texts, "except-restricted", line.counts().restricted());
    add(texts, "except-quarantined", line.counts().quarantined());
    add(texts, "except-unplanned", line.counts().unplanned());
    add(texts, "except-busy", line.counts().busy());
    add(texts, "except-unexplained", line.unexplained());
    return texts;
  }

  private void add(List<String> texts, String key, long rows) {
    if (rows > 0) {
      texts.add(words.count(key, rows));
    }
  }
}
