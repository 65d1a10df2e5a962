package fr.oubli.setup.clues;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The words of a name: snake_case, camelCase, MixedCase or prose, without case and accents. */
public final class NameWords {

  private static final Pattern BORDER =
      Pattern.compile(
          "[^A-Za-z0-9]+|(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])"
              + "|(?<=[A-Za-z])(?=[0-9])|(?<=[0-9])(?=[A-Za-z])");
  private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");

  private NameWords() {}

  public static List<String> of(String name) {
    return Arrays.stream(BORDER.split(plain(name)))
        .map(word -> word.toLowerCase(Locale.ROOT))
        .filter(word -> !word.isEmpty() && !Character.isDigit(word.charAt(0)))
        .toList();
  }

  static String plain(String text) {
    return ACCENTS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD)).replaceAll("");
  }

  /** Without the s of the plural: cookie, adresse. */
  public static String singular(String word) {
    boolean plural = word.length() > 3 && word.endsWith("s") && !word.endsWith("ss");
    return plural ? word.substring(0, word.length() - 1) : word;
  }

  /** Without the other endings of the plural: category, address. */
  public static String stem(String word) {
    if (word.endsWith("ies") && word.length() > 4) {
      return word.substring(0, word.length() - 3) + "y";
    }
    return word.endsWith("sses") ? word.substring(0, word.length() - 2) : singular(word);
  }
}
