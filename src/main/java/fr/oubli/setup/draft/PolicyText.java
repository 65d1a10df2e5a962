package fr.oubli.setup.draft;

import fr.oubli.schema.catalog.Table;
import fr.oubli.setup.clues.Lexicon;
import fr.oubli.setup.clues.NameWords;
import fr.oubli.setup.clues.Proposal;
import fr.oubli.setup.clues.StartingPoints;
import fr.oubli.setup.clues.StartingPoints.Kind;
import fr.oubli.setup.clues.TableFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A policy to begin with: it names people and anchors, and is refused until periods are decided.
 */
final class PolicyText {

  private static final int OTHER_ANCHORS = 2;

  private final Draft draft;
  private final RowRules rules;
  private final StringBuilder text = new StringBuilder();

  private PolicyText(Draft draft) {
    this.draft = draft;
    this.rules = new RowRules(draft);
  }

  static String of(Draft draft) {
    return new PolicyText(draft).write();
  }

  private String write() {
    line(
        "# A policy to begin with. It is refused until each DECIDE is a period such as P3Y. at-most: gone");
    line(
        "# by then, and at once when its person asks; at-least, for what the law wants kept: no earlier,");
    line("# whoever asks.");
    line("policy: " + Yaml.text(draft.database()));
    line("language: 2");
    line("zone: Europe/Paris");
    line("phone-region: FR");
    Optional<TableFacts> subject = draft.subject();
    line(
        subject
            .map(each -> "subject: { collection: " + Yaml.text(draft.name(each.table())) + " }")
            .orElse("# DECIDE: subject: { collection: the table of your people }"));
    subject.ifPresent(this::samePerson);
    line("rules:");
    subject.ifPresent(this::subjectRule);
    for (TableFacts facts : draft.mapped()) {
      if (rules.ends(facts)) {
        rowRules(facts);
        subject.ifPresent(people -> withThePerson(facts, people));
      }
    }
    left();
    subject.ifPresent(each -> MaskText.of(draft, each.table()).forEach(this::line));
    return text.toString();
  }

  /** A unique address is one person's already. */
  private void samePerson(TableFacts subject) {
    List<String> kinds =
        draft.of(subject.table()).stream()
            .filter(each -> "email".equals(each.identity()) && each.doubt() == null)
            .filter(each -> !subject.table().uniqueAlone().contains(each.column().name()))
            .map(Proposal::identity)
            .distinct()
            .toList();
    if (!kinds.isEmpty()) {
      line("# same-person-by: " + kinds + " beside it makes two accounts of one address one");
    }
  }

  /**
   * A person's clock starts anew with each event, and none that the map calls likely is left out:
   * one more only lets a person go later.
   */
  private void subjectRule(TableFacts subject) {
    List<String> dates = new ArrayList<>(happened(subject));
    List<String> ends = new ArrayList<>(ended(subject));
    int own = dates.size() + ends.size();
    Set<Table> theirs = draft.ties().belonging(subject.table());
    for (TableFacts facts : draft.mapped()) {
      if (theirs.contains(facts.table())) {
        dates.addAll(happened(facts));
        ends.addAll(ended(facts));
        concerns(subject, facts);
        openings(facts);
      }
    }
    if (dates.isEmpty() && ends.isEmpty()) {
      return;
    }
    line(
        dates.size() + ends.size() > own
            ? "  # the last of "
                + (own > 0 ? "their own dates and " : "")
                + "the events that belong to a person"
            : "  # no event that belongs to a person has a likely date, so their own stand alone");
    List<Table> after = rules.following(subject.table());
    if (!after.isEmpty()) {
      line(
          "  # what people refer to goes with the last who does: "
              + Yaml.comment(after.stream().map(draft::name).collect(Collectors.joining(", "))));
    }
    rule(
        draft.name(subject.table()),
        "{ " + listed("latest", dates) + listed("latest-end", ends) + "per: subject }",
        Stream.concat(rules.stops(subject.table()).stream(), after.stream()).toList());
    remarks(subject.table());
  }

  /** What keeps people from going, and what does not go with them. */
  private void remarks(Table subject) {
    List<String> parties = rules.naming(subject);
    if (!parties.isEmpty()) {
      line(
          "  # rows that are not theirs alone name people of "
              + Yaml.comment(draft.name(subject) + " too: " + String.join(", ", parties)));
      line(
          "  # and keep them from being deleted; anonymise these people, or let those rows go first");
    }
    for (TableFacts shared : rules.shared(subject)) {
      line(
          "  # no rule is proposed for %s: others refer to it as well, and their rows would go by its date"
              .formatted(Yaml.comment(draft.name(shared.table()))));
    }
  }

  private static String listed(String word, List<String> dates) {
    return dates.isEmpty() ? "" : word + ": [" + String.join(", ", dates) + "], ";
  }

  private List<String> happened(TableFacts facts) {
    return dates(facts, Kind.HAPPENED);
  }

  /** What ended; not that a row was put into the trash, which no person lives to see. */
  private List<String> ended(TableFacts facts) {
    return dates(facts, Kind.ENDED);
  }

  private List<String> dates(TableFacts facts, Kind kind) {
    return rules.anchors(facts).stream()
        .filter(each -> each.kind() == kind)
        .map(each -> written(facts, each))
        .toList();
  }

  private String starts(TableFacts facts, StartingPoints.Candidate anchor) {
    return "{ " + (anchor.ends() ? "end: " : "row: ") + written(facts, anchor) + " }";
  }

  /** What somebody was sent is a sign of life of theirs, though it is not their row. */
  private void concerns(TableFacts subject, TableFacts facts) {
    List<String> words = NameWords.of(facts.table().name());
    boolean message = !words.isEmpty() && Lexicon.has("messages", words.get(words.size() - 1));
    if (message && draft.ties().concerns(subject.table(), facts.table())) {
      for (String date : happened(facts)) {
        line(
            "  # { "
                + Yaml.comment(date)
                + ": any-party } in latest, for it to count for those who were sent it as well");
      }
    }
  }

  private void openings(TableFacts facts) {
    for (StartingPoints.Candidate anchor : rules.anchors(facts)) {
      if (StartingPoints.isOpening(facts, anchor.column())) {
        line(
            "  # "
                + Yaml.comment(written(facts, anchor))
                + ": who opens a message did not get in touch, who clicks did (CNIL)");
      }
    }
  }

  /** Whether orders go one by one or with the person is for the policy to say. */
  private void withThePerson(TableFacts facts, TableFacts subject) {
    if (belongsTo(subject, facts) && !rules.tooMany(facts.table())) {
      line(
          "  # or drop it, and let then of "
              + Yaml.comment(draft.name(subject.table()))
              + " begin with: "
              + Yaml.comment(deleting(rules.stops(facts.table()))));
    }
  }

  private boolean belongsTo(TableFacts subject, TableFacts facts) {
    return !facts.table().equals(subject.table())
        && draft.ties().owns(subject.table(), facts.table());
  }

  private void rowRules(TableFacts facts) {
    if (rules.tooMany(facts.table())) {
      line(
          "  # %s: %d tables hang on its rows, so no rule is proposed; write one if they are to go"
              .formatted(
                  Yaml.comment(draft.name(facts.table())), rules.stops(facts.table()).size() - 1));
      return;
    }
    List<StartingPoints.Candidate> anchors = rules.anchors(facts);
    StartingPoints.Candidate first = anchors.get(0);
    openings(facts);
    line("  # likely, by " + Yaml.comment(first.reason()));
    anchors.stream()
        .skip(1)
        .limit(OTHER_ANCHORS)
        .forEach(other -> line("  # or starts: " + Yaml.comment(starts(facts, other))));
    rule(
        draft.name(facts.table()) + "-" + first.column().name(),
        starts(facts, first),
        rules.stops(facts.table()));
  }

  private void left() {
    List<String> names = rules.left().stream().map(facts -> draft.name(facts.table())).toList();
    if (!names.isEmpty()) {
      line(
          "  # no rule is proposed, though dates stand there, for what is the business's own: "
              + Yaml.comment(String.join(", ", names)));
    }
  }

  private String written(TableFacts facts, StartingPoints.Candidate anchor) {
    return Yaml.text(draft.name(facts.table()) + "." + anchor.column().name());
  }

  private void rule(String name, String starts, List<Table> ended) {
    line("  " + Yaml.text(name) + ":");
    line("    cites: \"DECIDE: which sentence of your policy\"");
    line("    basis: \"DECIDE: contract, consent, legal obligation\"");
    line("    starts: " + starts);
    line("    keep: { at-most: DECIDE }");
    line("    then: { " + deleting(ended) + " }");
  }

  private String deleting(List<Table> ended) {
    return ended.stream()
        .map(each -> Yaml.text(draft.name(each)) + ": delete")
        .collect(Collectors.joining(", "));
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
