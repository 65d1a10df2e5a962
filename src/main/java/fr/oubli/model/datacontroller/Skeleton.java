package fr.oubli.model.datacontroller;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/** A controller file to begin with; it asks questions where only the company can answer. */
public final class Skeleton {

  private static final Pattern QUESTION = Pattern.compile("\"DECIDE: ([^\"]+)\"");
  private static final Pattern UNASKED = Pattern.compile("^(DECIDE)?[\\s:]*");
  private static final String EXAMPLE = "such as:";
  private static final String TEXT = read();
  private static final List<String> QUESTIONS =
      QUESTION.matcher(TEXT).results().map(found -> found.group(1)).distinct().toList();

  private Skeleton() {}

  /**
   * @param collections as a YAML sequence on one line
   */
  public static String of(String collections) {
    return TEXT.replace("COLLECTIONS", collections);
  }

  /** Whether a value is one of the questions, with or without the word DECIDE before it. */
  static boolean asks(String value) {
    String said = UNASKED.matcher(value).replaceFirst("").strip();
    return value.startsWith("DECIDE")
        || QUESTIONS.stream().anyMatch(question -> isQuestion(said, question));
  }

  private static boolean isQuestion(String said, String question) {
    int example = question.indexOf(EXAMPLE);
    return example < 0
        ? said.equalsIgnoreCase(question)
        : said.startsWith(question.substring(0, example + EXAMPLE.length()));
  }

  private static String read() {
    try (InputStream in = Skeleton.class.getResourceAsStream("skeleton.yml")) {
      return new String(
          Objects.requireNonNull(in, "skeleton.yml").readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
