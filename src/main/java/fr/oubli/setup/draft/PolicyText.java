package fr.oubli.setup.draft;

import fr.oubli.schema.catalog.ForeignKey;
import fr.oubli.schema.catalog.SqlName;
import fr.oubli.schema.catalog.Table;
import fr.oubli.setup.clues.StartingPoints;
import fr.oubli.setup.clues.TableFacts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

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
        "# A policy to begin with. It is refused until each DECIDE is a period such as P3Y. at-most: gone");
    line(
        "# by then, and at once when its person asks; at-least, for what the law wants kept: no earlier,");
    line("# whoever asks. Where a table has two rules, keep the one that is meant.");
    line("policy: " + Yaml.text(draft.database()));
    line("zone: Europe/Paris");
    line("phone-region: FR");
    List<TableFacts> subjects =
        draft.judge().subjects().stream().filter(draft.mapped()::contains).toList();
    line(
        subjects.isEmpty()
            ? "# DECIDE: subject: { collection: the table of your people }"
            : "subject: { collection: " + Yaml.text(subjects.get(0).table().name()) + " }");
    subjects.stream().limit(1).forEach(this::samePerson);
    line("rules:");
    subjects.stream().limit(1).forEach(this::subjectRule);
    draft.mapped().stream()
        .filter(this::hasRowRules)
        .forEach(
            facts -> {
              rowRules(facts);
              subjects.stream().limit(1).forEach(subject -> withThePerson(facts, subject));
            });
    subjects.stream()
        .limit(1)
        .forEach(subject -> MaskText.of(draft, subject.table()).forEach(this::line));
    return text.toString();
  }

  /** A unique address is one person's already. */
  private void samePerson(TableFacts subject) {
    String shared =
        draft.of(subject.table()).stream()
            .filter(each -> "email".equals(each.identity()))
            .map(each -> each.column().name())
            .filter(column -> !subject.table().uniqueAlone().contains(column))
            .map(Yaml::text)
            .collect(Collectors.joining(", "));
    if (!shared.isEmpty()) {
      line("# same-person-by: [" + shared + "] beside it makes two accounts of one address one");
    }
  }

  /** A person's clock starts anew with each event; the day of registration alone starts none. */
  private void subjectRule(TableFacts subject) {
    List<String> events =
        draft.mapped().stream()
            .filter(facts -> belongsTo(subject, facts))
            .flatMap(
                facts ->
                    StartingPoints.of(facts).stream()
                        .limit(1)
                        .map(anchor -> written(facts, anchor)))
            .toList();
    if (!events.isEmpty()) {
      line("  # the last of the events that belong to a person");
      rule(
          subject.table(),
          subject.table().name(),
          "{ latest: [" + String.join(", ", events) + "], per: subject }");
    }
  }

  /** Whether orders go one by one or with the person is for the policy to say. */
  private void withThePerson(TableFacts facts, TableFacts subject) {
    if (belongsTo(subject, facts) && endedByItself(facts)) {
      line(
          "  # or drop it, and let then of "
              + Yaml.comment(subject.table().name())
              + " begin with: "
              + Yaml.comment(deleting(facts.table())));
    }
  }

  private static boolean belongsTo(TableFacts subject, TableFacts facts) {
    return !facts.equals(subject) && facts.refersTo(subject.table());
  }

  private void rowRules(TableFacts facts) {
    StartingPoints.of(facts).stream()
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

  private static String written(TableFacts facts, StartingPoints.Candidate anchor) {
    return Yaml.text(facts.table().name() + "." + anchor.column().name());
  }

  private void rule(Table table, String name, String starts) {
    line("  " + Yaml.text(name) + ":");
    line("    cites: \"DECIDE: which sentence of your policy\"");
    line("    basis: \"DECIDE: contract, consent, legal obligation\"");
    line("    starts: " + starts);
    line("    keep: { at-most: DECIDE }");
    line("    then: { " + deleting(table) + " }");
  }

  private String deleting(Table table) {
    return stops(table).stream()
        .map(each -> Yaml.text(each.name()) + ": delete")
        .collect(Collectors.joining(", "));
  }

  /**
   * The table, and before it those whose rows refer to its rows and that no rule of their own ends:
   * left out, they would keep its rows for ever.
   */
  private List<Table> stops(Table table) {
    List<Table> all = new ArrayList<>(List.of(table));
    for (int i = 0; i < all.size(); i++) {
      String parent = SqlName.of(all.get(i));
      draft.mapped().stream()
          .filter(facts -> !all.contains(facts.table()) && !endedByItself(facts))
          .filter(facts -> facts.keys().stream().anyMatch(key -> stops(facts, key, parent)))
          .map(TableFacts::table)
          .forEach(all::add);
    }
    Collections.reverse(all);
    return all;
  }

  /** Only a key that the map can describe counts, for by it the child's clock is its parent's. */
  private boolean stops(TableFacts facts, ForeignKey key, String parent) {
    return key.parent().equals(parent)
        && key.onDelete().removesOrBlocks()
        && facts.table().columns().stream()
            .filter(column -> key.childColumns().contains(SqlName.of(column)))
            .flatMap(column -> draft.target(facts, column).stream())
            .anyMatch(target -> target.unique() && SqlName.of(target.table()).equals(parent));
  }

  private boolean endedByItself(TableFacts facts) {
    return hasRowRules(facts) && !StartingPoints.of(facts).isEmpty();
  }

  private boolean hasRowRules(TableFacts facts) {
    return draft.judge().isPersonal(facts) && !draft.judge().isPerson(facts);
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
