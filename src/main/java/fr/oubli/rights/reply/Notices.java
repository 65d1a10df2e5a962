package fr.oubli.rights.reply;

import fr.oubli.model.datacontroller.Controller.Recipient;
import fr.oubli.platform.output.CsvDialect;
import fr.oubli.platform.output.CsvRows;
import fr.oubli.rights.request.Identity;
import fr.oubli.rights.request.Request;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Notices to the recipients of data that changed on request (GDPR art. 19). */
record Notices(Letterhead head) {

  private static final List<String> HEADINGS =
      List.of("demande", "droit", "destinataire", "contact", "données", "écrite le");

  /** Names of those who received data of the collections. */
  List<String> recipients(Set<String> collections) {
    return head.controller().recipientsOf(collections).stream().map(Recipient::name).toList();
  }

  /**
   * Writes one notice per recipient of the collections, and the list of them.
   *
   * @return the files; empty where nobody received the data
   */
  List<Path> write(Request request, List<Identity> identities, Set<String> collections) {
    List<Recipient> recipients = head.controller().recipientsOf(collections);
    List<Path> written = new ArrayList<>();
    for (int i = 0; i < recipients.size(); i++) {
      Map<String, Object> model = model(request, recipients.get(i), identities, collections);
      String name = "notification-" + head.today() + "-" + (i + 1);
      written.add(head.write(request, name + ".html", Templates.NOTICE_HTML.execute(model)));
      written.add(head.write(request, name + ".txt", Templates.NOTICE_TEXT.execute(model)));
    }
    if (!recipients.isEmpty()) {
      String name = "notifications-" + head.today() + ".csv";
      written.add(head.write(request, name, out -> list(request, recipients, collections, out)));
    }
    return written;
  }

  private Map<String, Object> model(
      Request request, Recipient recipient, List<Identity> identities, Set<String> collections) {
    Map<String, Object> model = head.model(request);
    model.put("recipient", recipient.name());
    model.put("contact", recipient.contact());
    model.put(
        "subject",
        "Notification au titre de l'article 19 du RGPD (demande n° " + request.id() + ")");
    model.put(
        "what",
        "Une personne a exercé son droit "
            + Wording.name(request.right())
            + ", et nous y avons donné suite le "
            + Wording.day(head.today())
            + ".");
    model.put("identities", identities.stream().map(Identity::value).toList());
    model.put("categories", categories(recipient, collections));
    return model;
  }

  private void list(
      Request request, List<Recipient> recipients, Set<String> collections, OutputStream out)
      throws IOException {
    CsvRows rows = new CsvRows(out, CsvDialect.FRENCH, HEADINGS);
    for (Recipient recipient : recipients) {
      rows.row(
          Arrays.asList(
              request.id(),
              request.right().french(),
              recipient.name(),
              recipient.contact(),
              categories(recipient, collections),
              head.today()));
    }
    rows.flush();
  }

  private String categories(Recipient recipient, Set<String> collections) {
    Set<String> labels = new TreeSet<>();
    recipient.collections().stream()
        .filter(collections::contains)
        .forEach(name -> labels.add(head.label(name)));
    return String.join(", ", labels);
  }
}
