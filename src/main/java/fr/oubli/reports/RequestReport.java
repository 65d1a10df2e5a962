package fr.oubli.reports;

import fr.oubli.platform.output.CsvDialect;
import fr.oubli.platform.output.CsvRows;
import fr.oubli.platform.output.Typography;
import fr.oubli.platform.output.WholeFile;
import fr.oubli.reports.ReportWords.Language;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The register of requests as a spreadsheet, in French: when each came in, until when it is to be
 * answered, how long it took, which recipients are still to be told. Who asked and what was written
 * stay in the register.
 */
final class RequestReport {

  private static final List<String> HEADER =
      List.of(
          "N°",
          "Droit",
          "Canal",
          "État",
          "Reçue le",
          "Échéance",
          "Jours restants",
          "Identité vérifiée le",
          "Suspendue depuis le",
          "Jours de suspension",
          "Prolongée le",
          "Terminée le",
          "Sans réponse",
          "Délai de réponse (jours)",
          "En retard",
          "Jours de retard",
          "Destinataires à notifier",
          "Notification rédigée le",
          "Même demande que n°");

  private final RegisterReader register;
  private final LocalDate today;
  private final ReportWords words = new ReportWords(Language.FR);
  private long requests;
  private long late;

  RequestReport(RegisterReader register, LocalDate today) {
    this.register = register;
    this.today = today;
  }

  Path write(Path folder, CsvDialect dialect) {
    return WholeFile.write(
        folder.resolve("requests.csv"),
        out -> {
          CsvRows rows = new CsvRows(out, dialect, Typography.headings(HEADER));
          register.each(request -> write(rows, request));
          rows.flush();
        });
  }

  /** How many were written. */
  long requests() {
    return requests;
  }

  /** How many of them wait although their deadline is over. */
  long late() {
    return late;
  }

  private void write(CsvRows rows, RequestFacts request) {
    requests++;
    late += !request.ended() && request.daysLate(today) > 0 ? 1 : 0;
    try {
      rows.row(Typography.cells(row(request)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<@Nullable Object> row(RequestFacts request) {
    boolean counting = !request.ended() && !request.suspended();
    long daysLate = request.daysLate(today);
    return Arrays.asList(
        request.id(),
        request.right().french(),
        words.word("channel", request.channel()),
        words.word("state", request.state().name()),
        request.dates().receivedOn(),
        request.dates().deadline(),
        counting ? request.daysLeft(today) : null,
        request.dates().identityOn(),
        request.suspension().since(),
        request.suspension().days(),
        request.dates().extendedOn(),
        request.dates().endedOn(),
        request.dates().withoutAnswer() ? "oui" : "non",
        request.daysToAnswer(),
        daysLate > 0 ? "oui" : "non",
        daysLate,
        request.notice().recipients(),
        request.notice().writtenOn(),
        request.numbers().sameAs());
  }
}
