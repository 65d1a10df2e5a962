package fr.oubli.setup.draft;

import fr.oubli.setup.ties.ValueProbe;
import fr.oubli.testing.Foreign;
import java.time.LocalDate;
import java.util.List;
import java.util.function.UnaryOperator;

/** Drafts of tables that a test writes out, read as a person reads them. */
final class Drafts implements AutoCloseable {

  static final LocalDate TODAY = LocalDate.of(2026, 11, 24);

  private final Foreign database = new Foreign();

  Foreign database() {
    return database;
  }

  @Override
  public void close() {
    database.close();
  }

  /** With a sample of every table. */
  Draft draft(String tables) {
    database.tables(tables);
    Surveyor surveyor = new Surveyor(database.dataSource());
    Sampler sampler = new Sampler(database.dataSource(), 1000, TODAY);
    return surveyor.draft(
        surveyor.schemas(List.of("public")),
        sampler::look,
        ValueProbe.of(database.dataSource(), 1000));
  }

  /** From names and keys alone. */
  Draft unsampled(String tables) {
    database.tables(tables);
    Surveyor surveyor = new Surveyor(database.dataSource());
    return surveyor.draft(
        surveyor.schemas(List.of("public")), UnaryOperator.identity(), ValueProbe.none());
  }

  /** The lines of a collection, from the comments above its name on. */
  static String collection(Draft draft, String name) {
    String text = MapText.of(draft);
    int start = text.indexOf("      # " + name + ": ");
    int next = text.indexOf("\n      # ", text.indexOf("      - name: " + name + "\n"));
    return text.substring(start, next < 0 ? text.length() : next + 1);
  }

  /** The line that maps a field, and the comments above it. */
  static List<String> field(Draft draft, String collection, String name) {
    List<String> lines = collection(draft, collection).lines().map(String::strip).toList();
    int end = 0;
    while (!lines.get(end).startsWith("- { name: " + name + "}")
        && !lines.get(end).startsWith("- { name: " + name + ",")) {
      end++;
    }
    int start = end;
    while (lines.get(start - 1).startsWith("#")) {
      start--;
    }
    return lines.subList(start, end + 1);
  }

  /** The tie that is written on a reference. */
  static String tie(Draft draft, String collection, String name) {
    List<String> lines = field(draft, collection, name);
    String last = lines.get(lines.size() - 1);
    return last.replaceFirst("^(?!.*tie: ).*$", "unsaid").replaceFirst("^.*tie: (\\w+).*$", "$1");
  }
}
