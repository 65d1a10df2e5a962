package fr.oubli.setup.check;

import fr.oubli.platform.console.Prose;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The questions that a drafted map asks in comments and nobody has taken out yet. */
final class OpenQuestions {

  private static final String MARK = "# DECIDE";

  private OpenQuestions() {}

  /** One remark, or none. A file that cannot be read gives none: reading the map refuses it. */
  static List<String> in(Path map) {
    List<String> found = new ArrayList<>();
    try {
      List<String> lines = Files.readAllLines(map);
      for (int i = 0; i < lines.size(); i++) {
        if (lines.get(i).strip().startsWith(MARK)) {
          found.add(String.valueOf(i + 1));
        }
      }
    } catch (IOException e) {
      return List.of();
    }
    return found.isEmpty()
        ? List.of()
        : Phrases.wrapped(
            "%s still to be decided (%s) in %s, %s"
                .formatted(
                    Prose.count(found.size(), "question"),
                    MARK,
                    map,
                    found.size() == 1 ? "line" : "lines"),
            found);
  }
}
