package fr.oubli.rights.reply;

import fr.oubli.model.datacontroller.Controller.Recipient;
import fr.oubli.platform.output.CsvDialect;
import fr.oubli.platform.output.CsvRows;
import fr.oubli.platform.output.Typography;
import fr.oubli.rights.request.Identity;
import fr.oubli.rights.request.Request;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Notices to the recipients of data that changed on request (GDPR art. 19). */
record Notices(Letterhead head, Letter letter) {

  private static final String CONFIRM =
      " Merci de nous le confirmer. Si cela se révèle impossible ou exige des efforts"
          + " disproportionnés, dites-nous pourquoi.";

  private static final List<String> HEADINGS =
      List.of("demande", "droit", "destinataire", "contact", "données", "écrite le");

  /** Names of those who received data of the collections. */
  List<String> recipients(Set<String> collections) {
    return head.controller().recipientsOf(collections).stream().map(Recipient::name).toList();
  }

  /** Writes one notice per recipient of the collections, and the list of them. */
  void write(Outbox outbox, List<Identity> identities, Set<String> collections) {
    List<Recipient> recipients = head.controller().recipientsOf(collections);
    for (int i = 0; i < recipients.size(); i++) {
      Map<String, Object> model = model(outbox, recipients.get(i), identities, collections);
      String ending = "-" + (i + 1);
      outbox.put("notification", ending + ".html", Templates.html(Templates.NOTICE_HTML, model));
      outbox.put("notification", ending + ".txt", Templates.text(Templates.NOTICE_TEXT, model));
    }
    outbox.put("notifications", ".csv", out -> list(recipients, collections, out));
  }

  private Map<String, Object> model(
      Outbox outbox, Recipient recipient, List<Identity> identities, Set<String> collections) {
    Request request = letter.request();
    Map<String, Object> model = head.model(request, outbox);
    model.put("recipient", recipient.name());
    model.put("contact", recipient.contact());
    model.put(
        "subject",
        "Notification au titre de l'article 19 du RGPD (demande n° " + request.id() + ")");
    model.put("what", what(request));
    model.put("identities", identities.stream().map(Identity::value).toList());
    model.put("categories", categories(recipient, collections));
    model.put("corrections", corrections(recipient));
    model.put("asked", asked());
    return model;
  }

  private String what(Request request) {
    String day = Typography.day(head.today());
    return letter.kind() == LetterKind.LIFTED
        ? "La limitation que nous vous avions notifiée au titre de l'article 18 du RGPD est levée"
            + " depuis le "
            + day
            + "."
        : "Une personne a exercé son droit "
            + Wording.name(request.right())
            + ", et nous y avons donné suite le "
            + day
            + ".";
  }

  /** What the recipient is to do, in words that can be acted on. */
  private String asked() {
    if (letter.kind() == LetterKind.LIFTED) {
      return "Vous pouvez de nouveau utiliser les données que vous détenez de notre part.";
    }
    return switch (letter.request().right()) {
      case ERASURE ->
          "Nous vous demandons d'effacer les données que vous détenez de notre part, leurs copies et"
              + " tout lien vers elles."
              + CONFIRM;
      case RECTIFICATION ->
          "Nous vous demandons de corriger de même les données que vous détenez de notre part."
              + CONFIRM;
      case RESTRICTION ->
          "Nous vous demandons de vous borner à conserver les données que vous détenez de notre"
              + " part, sans les utiliser ni les effacer, jusqu'à ce que nous vous disions que cette"
              + " limitation est levée."
              + CONFIRM;
      default -> "Nous vous demandons d'y donner suite pour les données que vous détenez.";
    };
  }

  /** The values of the categories that this recipient received, and no others. */
  private List<Map<String, Object>> corrections(Recipient recipient) {
    Labels labels = head.labels();
    return letter.corrections().stream()
        .filter(value -> recipient.collections().contains(value.collection()))
        .map(
            value ->
                Map.<String, Object>of(
                    "label",
                    labels.oneForOthers(value.collection())
                        + ", "
                        + labels.field(value.collection(), value.field()),
                    "words",
                    value.words(labels)))
        .toList();
  }

  private void list(List<Recipient> recipients, Set<String> collections, OutputStream out)
      throws IOException {
    CsvRows rows = new CsvRows(out, CsvDialect.FRENCH, Typography.headings(HEADINGS));
    for (Recipient recipient : recipients) {
      rows.row(
          Arrays.asList(
              letter.request().id(),
              letter.request().right().french(),
              recipient.name(),
              recipient.contact(),
              Typography.text(categories(recipient, collections)),
              head.today()));
    }
    rows.flush();
  }

  private String categories(Recipient recipient, Set<String> collections) {
    Set<String> labels = new TreeSet<>();
    recipient.collections().stream()
        .filter(collections::contains)
        .forEach(name -> labels.add(head.labels().forOthers(name)));
    return String.join(" ; ", labels);
  }
}
