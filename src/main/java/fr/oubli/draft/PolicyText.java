package fr.oubli.draft;

import fr.oubli.catalog.SqlName;
import fr.oubli.catalog.Table;
import fr.oubli.clues.Anchors;
import fr.oubli.clues.Facts;
import java.util.List;

/**
 * A policy to begin with: it names people and anchors, and is refused until periods are decided.
 */
final class PolicyText {

  private static final int ANCHORS_OF_A_TABLE = 2;

  private final Draft draft;
  private final StringBuilder text = new StringBuilder();

  private PolicyText(Draft draft) {
    this.draft = draft;
  }

  static String of(Draft draft) {
    return new PolicyText(draft).write();
  }

  private String write() {
    line(
        "# A policy to begin with. It is refused until each DECIDE is a period such as P3Y (at-most: no");
    line(
        "# later than; at-least: no earlier than). Where a table has two rules, keep the one that is meant.");
    line("policy: " + Yaml.text(draft.database()));
    line("zone: Europe/Paris");
    List<Facts> subjects =
        draft.judge().subjects().stream().filter(draft.mapped()::contains).toList();
    line(
        subjects.isEmpty()
            ? "# DECIDE: subject: { collection: the table of your people }"
            : "subject: { collection: " + Yaml.text(subjects.get(0).table().name()) + " }");
    line("rules:");
    subjects.stream().limit(1).forEach(this::subjectRule);
    draft.mapped().stream()
        .filter(facts -> draft.judge().isPersonal(facts) && !draft.judge().isPerson(facts))
        .forEach(this::rowRules);
    return text.toString();
  }

  /** A person's clock starts anew with each event; the day of registration alone starts none. */
  private void subjectRule(Facts subject) {
    String name = SqlName.of(subject.table());
    List<String> events =
        draft.mapped().stream()
            .filter(facts -> facts.keys().stream().anyMatch(key -> key.parent().equals(name)))
            .filter(facts -> !facts.equals(subject))
            .flatMap(
                facts -> Anchors.of(facts).stream().limit(1).map(anchor -> written(facts, anchor)))
            .toList();
    if (!events.isEmpty()) {
      line("  # the last of the events that belong to a person");
      rule(
          subject.table(),
          subject.table().name(),
          "{ latest: [" + String.join(", ", events) + "], per: subject }");
    }
  }

  private void rowRules(Facts facts) {
    Anchors.of(facts).stream()
        .limit(ANCHORS_OF_A_TABLE)
        .forEach(
            anchor -> {
              line("  # likely, by " + Yaml.comment(anchor.reason()));
              rule(
                  facts.table(),
                  facts.table().name() + "-" + anchor.column().name(),
                  "{ row: " + written(facts, anchor) + " }");
            });
  }

  private static String written(Facts facts, Anchors.Candidate anchor) {
    return Yaml.text(facts.table().name() + "." + anchor.column().name());
  }

  private void rule(Table table, String name, String starts) {
    line("  " + Yaml.text(name) + ":");
    line("    cites: \"DECIDE: which sentence of your policy\"");
    line("    basis: \"DECIDE: contract, consent, legal obligation\"");
    line("    starts: " + starts);
    line("    keep: { at-most: DECIDE }");
    line("    then: { " + Yaml.text(table.name()) + ": delete }");
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
