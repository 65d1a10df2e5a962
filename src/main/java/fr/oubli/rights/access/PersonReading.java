package fr.oubli.rights.access;

import fr.oubli.model.datamap.Collection;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.registers.recording.FileStore;
import fr.oubli.rights.access.SectionReading.NamedFile;
import fr.oubli.rights.reply.CategoryOutcome;
import fr.oubli.rights.reply.CategoryOutcome.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one person's bundle is written from.
 *
 * @param sections in which the person is, or was looked for
 * @param notSearched collections in which the person could not be looked for; access alone is told
 *     of them
 * @param held collections of which rows are confirmed to be the person's
 * @param store where the files of rows are
 * @param database which one it is
 * @param beside what is told beside the rows
 */
record PersonReading(
    long request,
    List<SectionReading> sections,
    List<Collection> notSearched,
    Set<String> held,
    FileStore store,
    String database,
    BesideRows beside) {

  PersonReading {
    sections = List.copyOf(sections);
    notSearched = List.copyOf(notSearched);
    held = Set.copyOf(held);
  }

  /**
   * Refuses before anything is written. The row is named by its key and not by its path, which can
   * hold a telephone number.
   */
  void refuseMissing() throws IOException {
    for (SectionReading section : sections) {
      for (NamedFile file : section.files(request)) {
        if (!file.elsewhere() && !store.exists(file.path())) {
          throw new Refusal(
              ExitCode.REFUSED,
              "the file of %s %s is missing, or a folder or a link stands there; put it back, or empty the row's path, and export again"
                  .formatted(section.section().name(), file.rowKey()));
        }
      }
    }
  }

  /** The sections of which files are at an address, and so not in the bundle. */
  List<String> filesElsewhere() throws IOException {
    List<String> names = new ArrayList<>();
    for (SectionReading section : sections) {
      if (!section.elsewhere(request).isEmpty()) {
        names.add(section.section().name());
      }
    }
    return names;
  }

  /**
   * What an access bundle does not hold: the fields that speak of others, files that are elsewhere,
   * and the collections in which nobody could be looked for.
   */
  List<CategoryOutcome> leftOut() throws IOException {
    List<CategoryOutcome> leftOut = new ArrayList<>();
    for (SectionReading reading : sections) {
      BundleSection section = reading.section();
      if (held.contains(section.collection()) && section.name().equals(section.collection())) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        section.columns().stream()
            .filter(shown -> !shown.masked().isEmpty())
            .forEach(
                shown ->
                    fields
                        .computeIfAbsent(shown.masked(), why -> new ArrayList<>())
                        .add(shown.field().label()));
        fields.forEach(
            (why, labels) ->
                leftOut.add(withheld(section.name(), String.join(", ", labels) + " : " + why)));
      }
    }
    for (String name : filesElsewhere()) {
      leftOut.add(withheld(name, "fichiers qui se trouvent aux adresses indiquées"));
    }
    notSearched.forEach(
        collection -> leftOut.add(CategoryOutcome.of(collection.name(), Kind.UNSEARCHED, 0)));
    return leftOut;
  }

  private static CategoryOutcome withheld(String collection, String why) {
    return new CategoryOutcome(collection, Kind.WITHHELD, 0, why, null, null);
  }
}
