package fr.oubli.setup.draft;

import java.util.regex.Pattern;

/** Writes words as YAML 1.1 and 1.2 both read them. */
final class Yaml {

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]*");
  private static final Pattern WORD_OF_YAML =
      Pattern.compile("(?i)y|n|yes|no|on|off|true|false|null|nan");

  private Yaml() {}

  static String text(String value) {
    boolean plain = PLAIN.matcher(value).matches() && !WORD_OF_YAML.matcher(value).matches();
    if (plain) {
      return value;
    }
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < value.length(); i++) {
      char each = value.charAt(i);
      switch (each) {
        case '"' -> quoted.append("\\\"");
        case '\\' -> quoted.append("\\\\");
        default -> {
          if (Character.isISOControl(each) || each == '\u2028' || each == '\u2029') {
            quoted.append(String.format("\\u%04x", (int) each));
          } else {
            quoted.append(each);
          }
        }
      }
    }
    return quoted.append('"').toString();
  }

  /** A comment ends with its line, whatever a name holds. */
  static String comment(String value) {
    return value.replaceAll("[\\p{Cntrl}\u2028\u2029]", " ").strip();
  }
}
