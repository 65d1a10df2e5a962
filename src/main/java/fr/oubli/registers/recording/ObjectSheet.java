package fr.oubli.registers.recording;

import fr.oubli.platform.output.CsvDialect;
import fr.oubli.platform.output.CsvSheet;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The list of objects to remove, for whoever looks after the store in which they are. */
public record ObjectSheet(ObjectRegister register) {

  static final String NUMBER = "numéro";
  static final String COLLECTION = "collection";
  static final String KEY = "clé";
  static final String REMOVED_ON = "supprimé le";
  static final String REMOVED_BY = "supprimé par";

  private static final String FILE = "objets-a-supprimer.csv";
  private static final List<String> COLUMNS =
      List.of(NUMBER, COLLECTION, KEY, "colonne", "adresse", "demandé le", REMOVED_ON, REMOVED_BY);

  /** Writes the objects that wait; empty, and no file, where none does. */
  public Optional<Path> write(Path folder) {
    if (register.count() == 0) {
      return Optional.empty();
    }
    Path file = folder.resolve(FILE);
    register.read(
        waiting ->
            CsvSheet.write(
                file,
                CsvDialect.FRENCH,
                COLUMNS,
                waiting.map(
                    each ->
                        Arrays.asList(
                            each.id(),
                            each.object().collection(),
                            each.object().rowKey(),
                            each.object().field(),
                            each.object().address(),
                            each.since(),
                            null,
                            null))));
    return Optional.of(file);
  }
}
