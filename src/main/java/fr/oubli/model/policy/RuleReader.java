package fr.oubli.model.policy;

import fr.oubli.model.policy.Rule.Justification;
import fr.oubli.model.policy.Rule.Reach;
import fr.oubli.model.policy.Rule.Treatment;
import fr.oubli.model.yaml.Faults;
import fr.oubli.model.yaml.Label;
import fr.oubli.model.yaml.Mapping;
import fr.oubli.model.yaml.Place;
import fr.oubli.model.yaml.Sequence;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code rules}. */
final class RuleReader {

  /** Names become part of step names, file names and arguments. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,59}");

  private final Faults faults;
  private final Mapping root;
  private final ColumnReader columns;

  RuleReader(Faults faults, Mapping root) {
    this.faults = faults;
    this.root = root;
    this.columns = new ColumnReader(faults);
  }

  List<Rule> rules() {
    Optional<Mapping> block = root.requiredMapping("rules", "rules: with at least one rule");
    return block.map(Mapping::entries).orElse(List.of()).stream()
        .flatMap(entry -> named(entry).stream())
        .toList();
  }

  private Optional<Rule> named(Mapping.Entry entry) {
    if (!NAME.matcher(entry.key()).matches()) {
      faults.add(
          entry.place(),
          "'" + entry.key() + "' cannot name a rule",
          "use at most 60 letters, digits, - and _");
    }
    return entry.value().asMapping().flatMap(block -> rule(entry.key(), entry.place(), block));
  }

  /** Where the rule is promised: one text, or one for each language of the reports. */
  private static Optional<Citation> citation(Mapping block) {
    if (block.value("cites").filter(Mapping.class::isInstance).isEmpty()) {
      return block.requiredText("cites", "cites: \"privacy policy, section 4\"").map(Citation::of);
    }
    return block
        .mapping("cites")
        .map(languages -> languages.knowing("fr", "en"))
        .flatMap(
            languages -> {
              Optional<String> french =
                  languages.requiredText("fr", "fr: \"politique, section 4\"");
              Optional<String> english = languages.requiredText("en", "en: \"policy, section 4\"");
              return french.flatMap(fr -> english.map(en -> new Citation(fr, en)));
            });
  }

  private @Nullable Period announced(Mapping block) {
    return block.value("announced").flatMap(new PeriodReader(faults)::written).orElse(null);
  }

  private Optional<Rule> rule(String name, Place place, Mapping block) {
    block.knowing(
        "label",
        "cites",
        "basis",
        "policy-silent",
        "kept-on-erasure",
        "starts",
        "only",
        "unless-has",
        "keep",
        "announced",
        "needs",
        "then");
    Optional<Citation> cites = citation(block);
    Optional<String> basis = block.requiredText("basis", "basis: contract");
    boolean silent = block.flag("policy-silent");
    List<String> unlessHas =
        block
            .sequence("unless-has")
            .map(list -> list.notEmpty("name a collection, or leave it out"))
            .map(Sequence::texts)
            .orElse(List.of());
    Optional<Clock> clock =
        block
            .requiredMapping("starts", "starts: { row: collection.column }")
            .flatMap(new ClockReader(faults, root, unlessHas)::clock);
    Optional<Keep> keep =
        clock.flatMap(Clock::refusal).isPresent() && !block.has("keep")
            ? Optional.of(Keep.NOT_AT_ALL)
            : block
                .requiredMapping("keep", "keep: { at-most: P5Y }")
                .flatMap(new KeepReader(faults)::keep);
    Filter only = block.mapping("only").map(columns::filter).orElse(Filter.NONE);
    Map<String, List<String>> needs =
        block.mapping("needs").map(columns::columnsByCollection).orElse(Map.of());
    Optional<Map<String, Action>> then =
        block
            .requiredMapping("then", "then: { collection: delete }")
            .map(new ActionReader(faults)::actions);
    if (cites.isEmpty() || basis.isEmpty() || clock.isEmpty() || keep.isEmpty() || then.isEmpty()) {
      return Optional.empty();
    }
    Rule rule =
        new Rule(
            name,
            new Justification(
                cites.get(),
                basis.get(),
                silent,
                block.flag("kept-on-erasure"),
                Label.read(block, "label").orElse(null)),
            clock.get(),
            keep.get(),
            new Reach(only, unlessHas),
            new Treatment(then.get(), needs, announced(block)),
            place);
    new RuleChecks(faults, block, rule).check();
    return Optional.of(rule);
  }
}
