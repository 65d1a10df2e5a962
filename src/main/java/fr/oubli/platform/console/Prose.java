package fr.oubli.platform.console;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** English words for people: counts, lists, and lines that are broken between words. */
public final class Prose {

  private static final String DEEPER = "  ";

  private Prose() {}

  /**
   * How many characters a line may have.
   *
   * @param usual how many where nothing asks for fewer
   */
  public static int width(int usual) {
    return Terminal.width(usual);
  }

  /** A number and what is counted, which takes an <i>s</i> unless it is one. */
  public static String count(long number, String one) {
    return number + " " + (number == 1 ? one : one + "s");
  }

  /** Each group with what is in it, in the order of the items: {@code a (b, c), d (e)}. */
  public static <T> String grouped(
      List<T> items, Function<? super T, String> group, Function<? super T, String> name) {
    Map<String, String> groups =
        items.stream()
            .collect(
                Collectors.groupingBy(
                    group, LinkedHashMap::new, Collectors.mapping(name, Collectors.joining(", "))));
    return groups.entrySet().stream()
        .map(each -> each.getKey() + " (" + each.getValue() + ")")
        .collect(Collectors.joining(", "));
  }

  /** The line as it is where it fits, or where nobody watches; what goes on stands deeper. */
  public static List<String> fit(String line) {
    int width = Terminal.width(Integer.MAX_VALUE);
    if (TextTable.length(line) <= width) {
      return List.of(line);
    }
    String words = line.stripLeading();
    String indent = " ".repeat(line.length() - words.length());
    List<String> lines = new ArrayList<>();
    for (String part : CellLines.ofProse(words, width - indent.length() - DEEPER.length())) {
      lines.add((lines.isEmpty() ? indent : indent + DEEPER) + part);
    }
    return lines;
  }
}
