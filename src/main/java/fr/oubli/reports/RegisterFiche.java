package fr.oubli.reports;

import fr.oubli.model.datacontroller.Controller;
import fr.oubli.model.datacontroller.Controller.Purpose;
import fr.oubli.model.datacontroller.Controller.Recipient;
import fr.oubli.model.datacontroller.Controller.RecipientKind;
import fr.oubli.model.datacontroller.RegisterEntry;
import fr.oubli.model.datacontroller.SensitiveData;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.datamap.Field;
import fr.oubli.platform.output.XlsxFile.Row;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One entry of the register, line by line as the record of the CNIL has them. */
record RegisterFiche(
    ProcessingRegister register, Controller controller, DataMap map, ReportWords words) {

  private static final String NONE = "non concerné";

  /** Fields of a kind in the collections of a purpose, and the collections that have them. */
  private record Held(List<String> fields, List<String> collections) {

    boolean nothing() {
      return fields.isEmpty();
    }
  }

  /** The first row is the heading of the columns. */
  List<Row> rows(Purpose purpose) {
    RegisterEntry entry = purpose.entry();
    List<Row> rows = new ArrayList<>();
    rows.add(Row.heading("Rubrique", "Réponse", "Durée de conservation"));
    rows.add(Row.heading("Description du traitement"));
    rows.add(Row.of("Nom", purpose.name()));
    rows.add(Row.of("N°", said(entry.number())));
    rows.add(Row.of("Date de création", day(entry.created())));
    rows.add(Row.of("Dernière mise à jour", day(entry.updated())));
    rows.add(Row.heading("Acteurs"));
    rows.addAll(RegisterSheets.actors(controller, words));
    rows.add(Row.heading("Finalités du traitement"));
    rows.add(Row.of("Finalité principale", purpose.name()));
    for (int i = 0; i < entry.subPurposes().size(); i++) {
      rows.add(Row.of("Sous-finalité " + (i + 1), entry.subPurposes().get(i)));
    }
    rows.add(Row.of("Base légale", said(String.join("\n", register.bases(purpose)))));
    rows.add(Row.heading("Personnes concernées"));
    rows.add(Row.of("Catégories de personnes", said(purpose.people())));
    categories(purpose, rows);
    sensitive(purpose, rows);
    recipients(purpose, rows);
    transfers(purpose, rows);
    rows.add(Row.heading("Mesures de sécurité"));
    rows.add(
        Row.of(
            "Mesures techniques et d'organisation",
            said(String.join("\n", controller.security()))));
    rows.add(Row.heading("Analyse d'impact"));
    rows.add(Row.of("Analyse d'impact (AIPD)", said(entry.impactAssessment())));
    return rows;
  }

  private void categories(Purpose purpose, List<Row> rows) {
    rows.add(Row.heading("Catégories de données", "Données", "Durée de conservation"));
    for (CnilCategory category : CnilCategory.values()) {
      Held held =
          held(purpose, each -> CnilCategory.of(each).filter(one -> one == category).isPresent());
      rows.add(
          held.nothing()
              ? Row.of(category.french(), NONE)
              : Row.of(category.french(), String.join(", ", held.fields()), kept(held)));
    }
  }

  private void sensitive(Purpose purpose, List<Row> rows) {
    Set<SensitiveData> said = purpose.entry().sensitive();
    rows.add(Row.heading("Données sensibles", "Données", "Durée de conservation"));
    for (SensitiveData data : SensitiveData.values()) {
      Held held =
          held(
              purpose,
              each -> SensitiveData.ofCategory(each).filter(one -> one == data).isPresent());
      if (!held.nothing()) {
        rows.add(Row.of(data.french(), String.join(", ", held.fields()), kept(held)));
      } else if (said == null) {
        rows.add(Row.of(data.french(), words.text("unsaid")));
      } else if (said.contains(data)) {
        rows.add(
            Row.of(
                data.french(),
                "oui",
                RegisterSheets.said(
                    String.join("\n", register.periods(purpose.collections())), words)));
      } else {
        rows.add(Row.of(data.french(), NONE));
      }
    }
  }

  private String kept(Held held) {
    return said(String.join("\n", register.periods(held.collections())));
  }

  /**
   * @param which the categories of the map that count
   */
  private Held held(Purpose purpose, Predicate<String> which) {
    Set<String> fields = new TreeSet<>();
    List<String> collections = new ArrayList<>();
    for (String name : purpose.collections()) {
      List<String> found =
          map.required(name).fields().stream()
              .filter(Field::personal)
              .filter(field -> field.categories().stream().anyMatch(which))
              .map(Field::label)
              .toList();
      if (!found.isEmpty()) {
        fields.addAll(found);
        collections.add(name);
      }
    }
    return new Held(List.copyOf(fields), collections);
  }

  private void recipients(Purpose purpose, List<Row> rows) {
    List<Recipient> all = controller.recipientsOf(purpose.collections());
    rows.add(Row.heading("Destinataires", "Nom, objet et pays"));
    rows.add(recipients("Destinataires internes", all, RecipientKind.INTERNAL));
    rows.add(recipients("Destinataires externes", all, RecipientKind.EXTERNAL));
    rows.add(recipients("Sous-traitants", all, RecipientKind.PROCESSOR));
    if (all.stream().anyMatch(recipient -> recipient.kind() == null)) {
      rows.add(recipients("De nature à compléter", all, null));
    }
  }

  private static Row recipients(String title, List<Recipient> all, @Nullable RecipientKind kind) {
    return Row.of(
        title,
        RegisterSheets.none(
            String.join(
                "\n",
                all.stream()
                    .filter(recipient -> recipient.kind() == kind)
                    .map(ProcessingRegister::named)
                    .toList())));
  }

  private void transfers(Purpose purpose, List<Row> rows) {
    List<Recipient> outside = register.transferred(purpose).toList();
    rows.add(Row.heading("Transferts hors de l'Union européenne", "Pays", "Garanties"));
    if (outside.isEmpty()) {
      rows.add(Row.of("aucun"));
    }
    outside.forEach(
        recipient ->
            rows.add(
                Row.of(
                    recipient.name(),
                    recipient.country(),
                    recipient.lacksSafeguards()
                        ? words.text("to-complete")
                        : recipient.safeguards())));
  }

  private String day(@Nullable LocalDate day) {
    return day == null ? words.text("unsaid") : words.day(day);
  }

  private String said(String text) {
    return RegisterSheets.said(text, words);
  }
}
