package fr.oubli.schema.sql;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Gives the rows of a statement names by their table, such as {@code orders_1}, in the order in
 * which they come. A statement then has the same text on every run, whatever was built before it.
 */
public final class Aliases {

  /** What {@link MappedSchema#freshAlias} makes, with what is quoted in front to be passed over. */
  private static final Pattern FRESH = Pattern.compile("\"[^\"]*+\"|'[^']*+'|\\bx(\\d+)\\b");

  /**
   * A quoted name with the alias that follows it, if any, and the elements of an array with theirs;
   * constants are passed over.
   */
  private static final Pattern MADE =
      Pattern.compile(
          "'[^']*+'|\"((?:[^\"]++|\"\")*+)\"(?: x(\\d+)\\b)?|e\\(listed_element\\)\\) x(\\d+)\\b");

  private Aliases() {}

  public static Sql named(Sql sql) {
    Map<String, String> names = names(sql.text());
    if (names.isEmpty()) {
      return sql;
    }
    Matcher alias = FRESH.matcher(sql.text());
    StringBuilder text = new StringBuilder();
    while (alias.find()) {
      String name = alias.group(1) == null ? null : names.get(alias.group(1));
      alias.appendReplacement(text, Matcher.quoteReplacement(name == null ? alias.group() : name));
    }
    return new Sql(alias.appendTail(text).toString(), sql.values());
  }

  private static Map<String, String> names(String text) {
    Map<String, String> names = new HashMap<>();
    Map<String, Integer> taken = new HashMap<>();
    Matcher made = MADE.matcher(text);
    while (made.find()) {
      if (made.group(2) != null) {
        String role = role(made.group(1));
        names.computeIfAbsent(
            made.group(2), number -> role + "_" + taken.merge(role, 1, Integer::sum));
      } else if (made.group(3) != null) {
        names.computeIfAbsent(
            made.group(3), number -> "element_" + taken.merge("element", 1, Integer::sum));
      }
    }
    return names;
  }

  /** A name that needs no quotes, and that a number makes one that no keyword has. */
  private static String role(String table) {
    String plain = table.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
    String cut = plain.substring(0, Math.min(plain.length(), 40));
    return cut.isEmpty() || !Character.isLetter(cut.charAt(0)) ? "r" + cut : cut;
  }
}
