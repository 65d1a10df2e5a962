package fr.oubli.model.policy;

import fr.oubli.model.yaml.NearestWord;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the numbers of documents are built, such as {@code FA{yyMM}-{counter}}.
 *
 * @param parts in the order in which they stand; exactly one is the counter
 */
public record NumberPattern(List<Part> parts) {

  /** What a part of a number is. */
  public enum Kind {
    /** Written as it stands. */
    LITERAL,
    /** Letters that tell one series from another. */
    LETTERS,
    /** Letters that tell nothing: the counter runs over all of them. */
    ANY,
    YEAR,
    MONTH,
    DAY,
    COUNTER
  }

  /**
   * A part of a number.
   *
   * @param text as the pattern has it
   */
  public record Part(Kind kind, String text) {}

  /** What PostgreSQL can name of a number that it takes apart. */
  private static final int MOST = 9;

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)\\}");
  private static final Pattern DATE = Pattern.compile("(yyyy|yy|MM|dd)");
  private static final List<String> KNOWN =
      List.of("counter", "letters", "any", "yyyy", "yy", "MM", "dd", "yyMM", "yyyyMM", "yyyyMMdd");

  public NumberPattern {
    parts = List.copyOf(parts);
    if (parts.stream().filter(part -> part.kind() == Kind.COUNTER).count() != 1) {
      throw new IllegalArgumentException("has not exactly one {counter}; write it once");
    }
    if (parts.stream().filter(part -> part.kind() != Kind.LITERAL).count() > MOST) {
      throw new IllegalArgumentException("has too many parts in braces; write at most " + MOST);
    }
  }

  /**
   * @throws IllegalArgumentException with what is wrong and its mend
   */
  public static NumberPattern of(String written) {
    List<Part> parts = new ArrayList<>();
    Matcher placeholder = PLACEHOLDER.matcher(written);
    int from = 0;
    while (placeholder.find()) {
      literal(written.substring(from, placeholder.start()), parts);
      placed(placeholder.group(1), parts);
      from = placeholder.end();
    }
    literal(written.substring(from), parts);
    return new NumberPattern(parts);
  }

  public boolean has(Kind kind) {
    return parts.stream().anyMatch(part -> part.kind() == kind);
  }

  private static void literal(String text, List<Part> parts) {
    if (text.contains("{") || text.contains("}")) {
      throw new IllegalArgumentException("has a brace too many; write such as {yyMM}-{counter}");
    }
    if (!text.isEmpty()) {
      parts.add(new Part(Kind.LITERAL, text));
    }
  }

  private static void placed(String name, List<Part> parts) {
    switch (name) {
      case "counter" -> parts.add(new Part(Kind.COUNTER, name));
      case "letters" -> parts.add(new Part(Kind.LETTERS, name));
      case "any" -> parts.add(new Part(Kind.ANY, name));
      default -> parts.addAll(dates(name));
    }
  }

  private static List<Part> dates(String name) {
    List<Part> parts = new ArrayList<>();
    Matcher date = DATE.matcher(name);
    int from = 0;
    while (date.find() && date.start() == from) {
      String text = date.group();
      parts.add(
          new Part(
              text.startsWith("y") ? Kind.YEAR : text.equals("MM") ? Kind.MONTH : Kind.DAY, text));
      from = date.end();
    }
    if (from != name.length() || parts.isEmpty()) {
      throw new IllegalArgumentException(
          "has {%s}, which stands for nothing; %s".formatted(name, mend(name)));
    }
    return parts;
  }

  /** A month in small letters, as other programs write it, is a slip of the pen too. */
  private static String mend(String name) {
    return KNOWN.stream()
        .filter(known -> known.equalsIgnoreCase(name))
        .findFirst()
        .map(known -> "did you mean '" + known + "'?")
        .orElseGet(
            () -> NearestWord.mend(name, KNOWN, "the words are " + String.join(", ", KNOWN)));
  }
}
