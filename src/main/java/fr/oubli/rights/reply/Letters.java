package fr.oubli.rights.reply;

import fr.oubli.model.policy.LegalBasis;
import fr.oubli.platform.output.Typography;
import fr.oubli.rights.reply.CategoryOutcome.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Letters to the person, in French, each as a page that prints on A4 and as plain text. */
record Letters(Letterhead head) {

  /**
   * Writes a letter.
   *
   * @param addressee line by line
   * @param told names of the recipients who are told of it too
   * @param kept what of the request is kept, and until when
   */
  void write(
      Letter letter, Outbox outbox, List<String> addressee, List<String> told, List<String> kept) {
    Wording wording = new Wording(letter, head);
    List<Map<String, Object>> outcomes =
        letter.kind() == LetterKind.ANSWER
            ? letter.outcomes().stream().filter(this::listed).map(this::outcome).toList()
            : List.of();
    Map<String, Object> model = head.model(letter.request(), outbox);
    model.put("addressee", addressee);
    model.put("subject", wording.subject());
    model.put("paragraphs", wording.paragraphs());
    model.put("corrections", wording.corrections());
    model.put("hasCorrections", !wording.corrections().isEmpty());
    model.put("hasOutcomes", !outcomes.isEmpty());
    model.put("hasReasons", outcomes.stream().anyMatch(outcome -> !"".equals(outcome.get("why"))));
    model.put("outcomes", outcomes);
    List<String> after = new ArrayList<>(wording.after(told));
    after.addAll(kept);
    model.put("after", after);
    model.put("enclosures", wording.enclosures());
    String ending = "-" + letter.kind().file();
    outbox.put("lettre", ending + ".html", Templates.html(Templates.LETTER_HTML, model));
    outbox.put("lettre", ending + ".txt", Templates.text(Templates.LETTER_TEXT, model));
  }

  /** Nothing was done with none; what was corrected is told by its values. */
  private boolean listed(CategoryOutcome outcome) {
    return switch (outcome.kind()) {
      case UNSEARCHED -> true;
      case WITHHELD -> false;
      case CORRECTED -> false;
      default -> outcome.rows() > 0;
    };
  }

  private Map<String, Object> outcome(CategoryOutcome outcome) {
    return Map.of(
        "label",
        head.labels().of(outcome.collection()),
        "done",
        outcome.kind() == Kind.UNSEARCHED
            ? outcome.kind().french()
            : outcome.kind().of(outcome.rows()),
        "why",
        why(outcome));
  }

  private static String why(CategoryOutcome outcome) {
    List<String> parts = new ArrayList<>();
    if (outcome.basis() != null) {
      parts.add(LegalBasis.french(outcome.basis()));
      parts.add(
          outcome.until() == null
              ? "jusqu'à la levée de ce motif"
              : "jusqu'au " + Typography.day(outcome.until()) + " inclus");
    }
    if (outcome.readers() != null) {
      parts.add((outcome.rows() < 2 ? "lisible par " : "lisibles par ") + outcome.readers());
    }
    return String.join(" ; ", parts);
  }
}
