package fr.oubli.rights.reply;

import fr.oubli.model.datacontroller.Controller;
import fr.oubli.model.datacontroller.Controller.Recipient;
import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.policy.LegalBasis;
import fr.oubli.platform.output.CsvDialect;
import fr.oubli.platform.output.CsvRows;
import fr.oubli.platform.output.WholeFile;
import fr.oubli.rights.request.Identity;
import fr.oubli.rights.request.Request;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Letters in French, each as a page that prints on A4 and as plain text, in a folder per request.
 */
public final class Letters {

  private final Controller controller;
  private final DataMap map;
  private final Path root;
  private final LocalDate today;

  public Letters(Controller controller, DataMap map, Path root, LocalDate today) {
    this.controller = controller;
    this.map = map;
    this.root = root;
    this.today = today;
  }

  /**
   * What the person receives.
   *
   * @param addressee line by line
   * @param told names of the recipients who are told of it too
   */
  public List<Path> reply(
      Request request,
      List<String> addressee,
      List<String> paragraphs,
      List<CategoryOutcome> outcomes,
      List<String> told) {
    Wording wording = new Wording(request);
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("controller", controller);
    model.put("request", request.id());
    model.put("today", Wording.day(today));
    model.put("addressee", addressee);
    model.put("subject", wording.subject());
    model.put("paragraphs", paragraphs);
    model.put("hasOutcomes", !outcomes.isEmpty());
    model.put("outcomes", outcomes.stream().map(this::outcome).toList());
    model.put("after", wording.after(outcomes, told));
    return List.of(
        write(request, "reponse-" + today + ".html", Templates.LETTER_HTML.execute(model)),
        write(request, "reponse-" + today + ".txt", Templates.LETTER_TEXT.execute(model)));
  }

  private Map<String, Object> outcome(CategoryOutcome outcome) {
    return Map.of(
        "label",
        label(outcome.collection()),
        "done",
        outcome.kind().french()
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

  /**
   * One notice per recipient of the collections (GDPR art. 19), and the list of them.
   *
   * @return the files; empty where nobody received the data
   */
  public List<Path> notices(Request request, List<Identity> identities, Set<String> collections) {
    List<Recipient> recipients = controller.recipientsOf(collections);
    List<Path> written = new ArrayList<>();
    for (int i = 0; i < recipients.size(); i++) {
      Map<String, Object> model = notice(request, recipients.get(i), identities, collections);
      String name = "notification-" + today + "-" + (i + 1);
      written.add(write(request, name + ".html", Templates.NOTICE_HTML.execute(model)));
      written.add(write(request, name + ".txt", Templates.NOTICE_TEXT.execute(model)));
    }
    if (!recipients.isEmpty()) {
      written.add(list(request, recipients, collections));
    }
    return written;
  }

  private Map<String, Object> notice(
      Request request, Recipient recipient, List<Identity> identities, Set<String> collections) {
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("controller", controller);
    model.put("request", request.id());
    model.put("recipient", recipient.name());
    model.put("contact", recipient.contact());
    model.put("today", Wording.day(today));
    model.put(
        "subject",
        "Notification au titre de l'article 19 du RGPD (demande n° " + request.id() + ")");
    model.put(
        "what",
        "Une personne a exercé son droit "
            + Wording.name(request.right())
            + ", et nous y avons donné suite le "
            + Wording.day(today)
            + ".");
    model.put("identities", identities.stream().map(Identity::value).toList());
    model.put("categories", categories(recipient, collections));
    return model;
  }

  private Path list(Request request, List<Recipient> recipients, Set<String> collections) {
    return WholeFile.writePrivate(
        folder(request).resolve("notifications-" + today + ".csv"),
        out -> {
          CsvRows rows =
              new CsvRows(
                  out,
                  CsvDialect.FRENCH,
                  List.of("demande", "droit", "destinataire", "contact", "données", "écrite le"));
          for (Recipient recipient : recipients) {
            rows.row(
                Arrays.asList(
                    request.id(),
                    request.right().french(),
                    recipient.name(),
                    recipient.contact(),
                    categories(recipient, collections),
                    today));
          }
          rows.flush();
        });
  }

  private String categories(Recipient recipient, Set<String> collections) {
    Set<String> labels = new TreeSet<>();
    recipient.collections().stream()
        .filter(collections::contains)
        .forEach(name -> labels.add(label(name)));
    return String.join(", ", labels);
  }

  private String label(String collection) {
    return map.collection(collection).map(Collection::label).orElse(collection);
  }

  private Path write(Request request, String name, String content) {
    return WholeFile.writePrivate(
        folder(request).resolve(name), out -> out.write(content.getBytes(StandardCharsets.UTF_8)));
  }

  private Path folder(Request request) {
    return root.resolve("demande-" + request.id());
  }
}
