package fr.oubli.reports;

import fr.oubli.model.datacontroller.Controller;
import fr.oubli.model.datacontroller.Controller.Purpose;
import fr.oubli.model.datacontroller.RegisterEntry;
import fr.oubli.model.datacontroller.SensitiveData;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.platform.output.Typography;
import fr.oubli.platform.output.XlsxFile;
import fr.oubli.platform.output.XlsxFile.Row;
import fr.oubli.platform.output.XlsxFile.Sheet;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The register of processing in the shape of the CNIL's own record: a list of the entries, the
 * company, and a sheet for each entry.
 */
final class RegisterSheets {

  private static final int LONGEST_NAME = 31;

  private final ProcessingRegister register;
  private final Controller controller;
  private final DataMap map;
  private final ReportWords words;

  RegisterSheets(
      ProcessingRegister register, Controller controller, DataMap map, ReportWords words) {
    this.register = register;
    this.controller = controller;
    this.map = map;
    this.words = words;
  }

  Path write(Path file, LocalDate today, List<String> faults) {
    List<String> names = names();
    List<Sheet> sheets = new ArrayList<>();
    sheets.add(list(names));
    sheets.add(company(today, faults));
    for (int i = 0; i < names.size(); i++) {
      Purpose purpose = controller.purposes().get(i);
      sheets.add(
          new Sheet(
              names.get(i),
              List.of(38, 70, 60),
              new RegisterFiche(register, controller, map, words).rows(purpose)));
    }
    return XlsxFile.write(file, sheets.stream().map(RegisterSheets::printed).toList());
  }

  /** As French is printed. */
  private static Sheet printed(Sheet sheet) {
    return new Sheet(
        sheet.name(),
        sheet.widths(),
        sheet.rows().stream()
            .map(row -> new Row(row.heading(), row.cells().stream().map(Typography::text).toList()))
            .toList());
  }

  /** A sheet's name for each entry: its number, or its place where it has none. */
  private List<String> names() {
    List<String> names = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (Purpose purpose : controller.purposes()) {
      String number = purpose.entry().number();
      String wanted =
          ("Fiche " + (number.isEmpty() ? "" + (names.size() + 1) : number))
              .replaceAll("[/\\\\?*\\[\\]:'’\\p{Cntrl}]", "-")
              .strip();
      String name = wanted.substring(0, Math.min(LONGEST_NAME, wanted.length()));
      for (int other = 2; !taken.add(name.toLowerCase(Locale.ROOT)); other++) {
        String end = " (" + other + ")";
        name = wanted.substring(0, Math.min(LONGEST_NAME - end.length(), wanted.length())) + end;
      }
      names.add(name);
    }
    return names;
  }

  private Sheet list(List<String> names) {
    List<Row> rows = new ArrayList<>();
    rows.add(
        Row.heading(
            "N°",
            "Traitement",
            "Finalités détaillées",
            "Personnes concernées",
            "Date de création",
            "Dernière mise à jour",
            "Données sensibles",
            "Transferts hors de l'Union européenne",
            "Analyse d'impact",
            "Feuille"));
    for (int i = 0; i < names.size(); i++) {
      Purpose purpose = controller.purposes().get(i);
      RegisterEntry entry = purpose.entry();
      rows.add(
          Row.of(
              said(entry.number()),
              purpose.name(),
              String.join("\n", entry.subPurposes()),
              said(purpose.people()),
              day(entry.created()),
              day(entry.updated()),
              sensitive(purpose),
              none(String.join("\n", register.transfers(purpose))),
              said(entry.impactAssessment()),
              names.get(i)));
    }
    return new Sheet("Traitements", List.of(9, 38, 38, 32, 16, 20, 26, 40, 36, 14), rows);
  }

  private Sheet company(LocalDate today, List<String> faults) {
    List<Row> rows = new ArrayList<>();
    rows.add(Row.heading("Responsable du traitement", "Réponse"));
    rows.addAll(actors(controller, words));
    rows.add(Row.of("Mesures de sécurité", said(String.join("\n", controller.security()))));
    rows.add(Row.of("Registre établi le", words.day(today)));
    rows.add(
        Row.of(
            "Ce qui manque à ce registre", faults.isEmpty() ? "rien" : String.join("\n", faults)));
    return new Sheet("Organisme", List.of(38, 90), rows);
  }

  static List<Row> actors(Controller controller, ReportWords words) {
    return Stream.of(
            Row.of("Nom", controller.name()),
            Row.of("Adresse", controller.address()),
            Row.of("Courriel", controller.email()),
            Row.of(
                "Représentant dans l'Union européenne",
                said(controller.contact().beside().representative(), words)),
            Row.of("Délégué à la protection des données", controller.officer()),
            Row.of("Responsables conjoints", said(controller.contact().beside().joint(), words)))
        .toList();
  }

  /** What the file says, and what the map has. */
  String sensitive(Purpose purpose) {
    Set<SensitiveData> all = new TreeSet<>(RegisterGaps.mapped(map, purpose));
    Set<SensitiveData> said = purpose.entry().sensitive();
    if (said != null) {
      all.addAll(said);
    }
    return all.isEmpty()
        ? (said == null ? words.text("unsaid") : "aucune")
        : all.stream().map(SensitiveData::french).collect(Collectors.joining("\n"));
  }

  private String day(@Nullable LocalDate day) {
    return day == null ? words.text("unsaid") : words.day(day);
  }

  private String said(String text) {
    return said(text, words);
  }

  static String said(String text, ReportWords words) {
    return text.isBlank() ? words.text("unsaid") : text;
  }

  static String none(String text) {
    return text.isEmpty() ? "aucun" : text;
  }
}
