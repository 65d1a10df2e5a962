package fr.oubli.schema.gate;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An expression of a unique index that is different where the column in it is: the column itself,
 * in one case of letters, without blanks around it, as a digest or of another type of text.
 *
 * @param column in the expression
 * @param missing whether the expression has a value where the column has none
 */
record DistinctExpression(String column, boolean missing) {

  private static final Pattern FUNCTION =
      Pattern.compile("(?:lower|upper|btrim|ltrim|rtrim|md5)\\((.*)\\)");
  private static final Pattern INSTEAD =
      Pattern.compile("COALESCE\\((.*), '[^']*'(?:::[a-z ]+)?\\)");
  private static final Pattern CAST =
      Pattern.compile("(.*)(?:::(?:text|character varying|citext|bpchar)| COLLATE .*)");
  private static final Pattern GROUP = Pattern.compile("\\((.*)\\)");
  private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_$]*|\"((?:[^\"]|\"\")+)\"");

  /** Empty where the expression may be the same of two values, or nobody knows. */
  static Optional<DistinctExpression> of(String expression) {
    String rest = expression.strip();
    boolean missing = false;
    while (true) {
      Matcher name = NAME.matcher(rest);
      if (name.matches()) {
        String quoted = name.group(1);
        String column = quoted == null ? rest : quoted.replace("\"\"", "\"");
        return Optional.of(new DistinctExpression(column, missing));
      }
      Matcher instead = INSTEAD.matcher(rest);
      missing |= instead.matches();
      Optional<String> inner = instead.matches() ? Optional.of(instead.group(1)) : inside(rest);
      if (inner.isEmpty()) {
        return Optional.empty();
      }
      rest = inner.get().strip();
    }
  }

  private static Optional<String> inside(String expression) {
    for (Pattern around : new Pattern[] {CAST, FUNCTION, GROUP}) {
      Matcher matcher = around.matcher(expression);
      if (matcher.matches()) {
        return Optional.of(matcher.group(1));
      }
    }
    return Optional.empty();
  }
}
