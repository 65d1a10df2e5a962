package fr.oubli.rights.inactivity;

import fr.oubli.platform.output.CsvDialect;
import fr.oubli.platform.output.CsvRows;
import fr.oubli.platform.output.Typography;
import fr.oubli.platform.output.WholeFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Who is to be asked, a line each, in a file that only its owner can read. */
final class NoticeFile {

  private static final List<String> COLUMNS = List.of("Adresse e-mail", "Nom", "Règle", "Échéance");

  private NoticeFile() {}

  static void write(Path file, List<Person> people) {
    WholeFile.createPrivate(
        file,
        out -> {
          CsvRows sheet = new CsvRows(out, CsvDialect.FRENCH, Typography.headings(COLUMNS));
          for (Person person : people) {
            sheet.row(
                Arrays.asList(
                    person.email().orElseThrow(),
                    person.name(),
                    Typography.text(person.rules()),
                    person.dueOn()));
          }
          sheet.flush();
        });
  }
}
