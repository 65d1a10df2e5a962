package fr.oubli.platform.console;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Text without what a terminal obeys, or what turns a line around: what was typed, or read from a
 * file or a catalogue, can hold such characters. Each shows as a question mark.
 */
final class PlainText {

  private static final String UNSEEN =
      "[\\p{Cntrl}\\x{202a}-\\x{202e}\\x{2066}-\\x{2069}&&[^\\t\\n]]";

  private static final Pattern IN_A_LINE = Pattern.compile(UNSEEN);

  /** Lines may end, and zeros may be faint. */
  private static final Pattern IN_PRINT =
      Pattern.compile("(\\r\\n|" + Pattern.quote(TextTable.FAINT_ZERO) + ")|" + UNSEEN);

  private PlainText() {}

  /** One line, whatever ends of lines were in it. */
  static String line(String text) {
    List<String> lines = text.lines().toList();
    String one =
        lines.size() < 2
            ? text
            : lines.get(0).stripTrailing()
                + lines.stream()
                    .skip(1)
                    .map(String::strip)
                    .filter(each -> !each.isEmpty())
                    .map(each -> " " + each)
                    .collect(Collectors.joining());
    return IN_A_LINE.matcher(one.replace('\n', ' ')).replaceAll("?");
  }

  /** Whatever is printed. */
  static String print(String text) {
    return IN_PRINT.matcher(text).replaceAll(found -> found.group(1) == null ? "?" : "$1");
  }
}
