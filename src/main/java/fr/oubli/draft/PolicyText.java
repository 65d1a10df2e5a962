package fr.oubli.draft;

import fr.oubli.catalog.Column;
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
    if (subjects.isEmpty()) {
      line("# DECIDE: subject: { collection: the table of your people }");
    } else {
      line("subject: { collection: " + Yaml.text(subjects.get(0).table().name()) + " }");
    }
    line("rules:");
    draft.mapped().stream().filter(draft.judge()::isPersonal).forEach(this::rules);
    return text.toString();
  }

  private void rules(Facts facts) {
    int number = 0;
    for (Anchors.Candidate anchor : Anchors.of(facts)) {
      if (number++ < ANCHORS_OF_A_TABLE) {
        rule(facts.table(), anchor.column(), anchor.reason());
      }
    }
  }

  private void rule(Table table, Column anchor, String reason) {
    line("  # likely, by " + Yaml.comment(reason));
    line("  " + Yaml.text(table.name() + "-" + anchor.name()) + ":");
    line("    cites: \"DECIDE: which sentence of your policy\"");
    line("    basis: \"DECIDE: contract, consent, legal obligation\"");
    line("    starts: { row: " + Yaml.text(table.name() + "." + anchor.name()) + " }");
    line("    keep: { at-most: DECIDE }");
    line("    then: { " + Yaml.text(table.name()) + ": delete }");
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
