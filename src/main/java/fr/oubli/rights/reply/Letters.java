package fr.oubli.rights.reply;

import fr.oubli.model.policy.LegalBasis;
import fr.oubli.rights.request.Request;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Letters to the person, in French, each as a page that prints on A4 and as plain text. */
record Letters(Letterhead head) {

  /**
   * Writes the letter that answers a request.
   *
   * @param addressee line by line
   * @param told names of the recipients who are told of it too
   */
  List<Path> reply(
      Request request,
      List<String> addressee,
      List<String> paragraphs,
      List<CategoryOutcome> outcomes,
      List<String> told) {
    Wording wording = new Wording(request);
    Map<String, Object> model = head.model(request);
    model.put("addressee", addressee);
    model.put("subject", wording.subject());
    model.put("paragraphs", paragraphs);
    model.put("hasOutcomes", !outcomes.isEmpty());
    model.put("outcomes", outcomes.stream().map(this::outcome).toList());
    model.put("after", wording.after(outcomes, told));
    String name = "reponse-" + head.today();
    return List.of(
        head.write(request, name + ".html", Templates.LETTER_HTML.execute(model)),
        head.write(request, name + ".txt", Templates.LETTER_TEXT.execute(model)));
  }

  private Map<String, Object> outcome(CategoryOutcome outcome) {
    return Map.of(
        "label",
        head.label(outcome.collection()),
        "done",
        outcome.kind() == CategoryOutcome.Kind.UNSEARCHED
            ? outcome.kind().french()
            : outcome.kind().french()
                + " : "
                + outcome.rows()
                + (outcome.rows() == 1 ? " enregistrement" : " enregistrements"),
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
              : "jusqu'au " + Wording.day(outcome.until()) + " inclus");
    }
    if (outcome.readers() != null) {
      parts.add("lisible par " + outcome.readers());
    }
    return String.join(" ; ", parts);
  }
}
