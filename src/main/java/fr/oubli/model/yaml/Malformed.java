package fr.oubli.model.yaml;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.reader.ReaderException;

/** Tells in one line why a text is not YAML; the parser's own message takes several. */
final class Malformed {

  private Malformed() {}

  static Fault fault(String file, String text, YAMLException thrown) {
    if (thrown instanceof MarkedYAMLException marked) {
      return marked(file, marked);
    }
    if (thrown instanceof ReaderException reader) {
      return new Fault(
          new Place(file, lineAt(text, reader.getPosition())),
          "a character that YAML does not allow (U+%04X)".formatted(reader.getCodePoint()),
          "delete it");
    }
    return new Fault(new Place(file, 1), notYaml(thrown.getMessage()), "shorten or split the file");
  }

  private static Fault marked(String file, MarkedYAMLException thrown) {
    String problem = String.valueOf(thrown.getProblem());
    Place place = new Place(file, lineOf(thrown));
    if (problem.contains("(TAB)")) {
      return new Fault(place, "a tab cannot indent YAML", "use spaces");
    }
    if (problem.contains("another document")) {
      return new Fault(place, "a second document starts here", "keep one document per file");
    }
    return new Fault(
        place,
        notYaml(problem),
        "check indentation, quotes and brackets on this line and those above");
  }

  private static String notYaml(@Nullable String problem) {
    return "not valid YAML: " + String.valueOf(problem).replaceAll("\\s+", " ");
  }

  private static int lineOf(MarkedYAMLException thrown) {
    Mark mark = thrown.getProblemMark() != null ? thrown.getProblemMark() : thrown.getContextMark();
    return mark == null ? 1 : mark.getLine() + 1;
  }

  private static int lineAt(String text, int position) {
    String before = text.substring(0, Math.min(position, text.length()));
    return 1 + (int) before.chars().filter(character -> character == '\n').count();
  }
}
