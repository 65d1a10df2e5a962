package fr.oubli.schema.sql;

import fr.oubli.schema.catalog.SqlName;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/**
 * A piece of SQL with the values of its parameters, in order. Names come from the catalogue,
 * already quoted; everything else is a value.
 */
public record Sql(String text, List<Object> values) {

  public static final Sql TRUE = Sql.of("true");
  public static final Sql FALSE = Sql.of("false");

  public Sql {
    values = List.copyOf(values);
  }

  public static Sql of(String text, Object... values) {
    return new Sql(text, List.of(values));
  }

  /**
   * Puts the parts in the places of the {@code {}} marks. Values follow the order of the text.
   *
   * @throws IllegalArgumentException when marks and parts differ in number
   */
  public static Sql format(String template, Sql... parts) {
    StringBuilder text = new StringBuilder();
    List<Object> values = new ArrayList<>();
    int from = 0;
    for (Sql part : parts) {
      int mark = outsideQuotes(template, "{}", from);
      if (mark < 0) {
        throw new IllegalArgumentException("more parts than marks: " + template);
      }
      text.append(template, from, mark).append(part.text);
      values.addAll(part.values);
      from = mark + 2;
    }
    if (outsideQuotes(template, "{}", from) >= 0) {
      throw new IllegalArgumentException("fewer parts than marks: " + template);
    }
    return new Sql(text.append(template.substring(from)).toString(), values);
  }

  /** Where the next mark is; what looks like one inside a quoted name or constant is none. */
  private static int outsideQuotes(String text, String mark, int from) {
    char quote = 0;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote == 0 && text.startsWith(mark, i)) {
        return i;
      }
      if (quote == 0 && (c == '"' || c == '\'')) {
        quote = c;
      } else if (c == quote) {
        quote = 0;
      }
    }
    return -1;
  }

  /**
   * The text with its values in the places of their marks, for statements that take no parameters,
   * such as COPY and those that create a view.
   *
   * @throws IllegalArgumentException for a value that has no spelling in SQL
   */
  public String inlined() {
    StringBuilder inlined = new StringBuilder();
    int from = 0;
    for (Object value : values) {
      int mark = outsideQuotes(text, "?", from);
      inlined.append(text, from, mark).append(literal(value));
      from = mark + 1;
    }
    return inlined.append(text.substring(from)).toString();
  }

  private static String literal(Object value) {
    if (value instanceof String string) {
      return SqlName.literal(string);
    }
    if (value instanceof Number) {
      return value.toString();
    }
    if (value instanceof LocalDate) {
      return "date '" + value + "'";
    }
    if (value instanceof LocalDateTime) {
      return "timestamp '" + value + "'";
    }
    if (value instanceof OffsetDateTime) {
      return "timestamptz '" + value + "'";
    }
    throw new IllegalArgumentException("no spelling for " + value.getClass().getName());
  }

  /** All of some conditions. Those that are always true are left out. */
  public static Sql all(List<Sql> conditions) {
    return conditions.contains(FALSE) ? FALSE : join(conditions, "and", TRUE);
  }

  public static Sql all(Sql... conditions) {
    return all(List.of(conditions));
  }

  /** Any of some conditions. Those that are never true are left out. */
  public static Sql any(List<Sql> conditions) {
    return conditions.contains(TRUE) ? TRUE : join(conditions, "or", FALSE);
  }

  /** A value where a condition is met, else null. */
  public static Sql when(Sql condition, Sql value) {
    return condition.equals(TRUE) ? value : format("case when {} then {} end", condition, value);
  }

  /** What stands after the tables of a query: its conditions, or nothing where there is none. */
  public static Sql where(List<Sql> conditions) {
    Sql all = all(conditions);
    return all.equals(TRUE) ? of("") : format(" where {}", all);
  }

  public static Sql list(List<Sql> parts) {
    StringBuilder text = new StringBuilder();
    List<Object> values = new ArrayList<>();
    for (Sql part : parts) {
      text.append(text.isEmpty() ? "" : ", ").append(part.text);
      values.addAll(part.values);
    }
    return new Sql(text.toString(), values);
  }

  public static Sql union(List<Sql> queries) {
    StringBuilder text = new StringBuilder();
    List<Object> values = new ArrayList<>();
    for (Sql query : queries) {
      text.append(text.isEmpty() ? "" : " union all ").append(query.text);
      values.addAll(query.values);
    }
    return new Sql(text.toString(), values);
  }

  /**
   * What stands after a table's name to read only a share of its blocks, the same ones each time.
   */
  public static Sql sample(double share) {
    return share < 1 ? of(" tablesample system (?) repeatable (1)", share * 100) : of("");
  }

  /** The opposite, written as a person would. */
  public Sql not() {
    if (equals(TRUE)) {
      return FALSE;
    }
    if (equals(FALSE)) {
      return TRUE;
    }
    if (isOneGroup(text.startsWith("exists (") ? 7 : 0)) {
      return format("not {}", this);
    }
    if (text.endsWith(" is null") && !hasWord(text, "and") && !hasWord(text, "or")) {
      return new Sql(text.substring(0, text.length() - "null".length()) + "not null", values);
    }
    return format("not ({})", this);
  }

  /** What begins at a place is in one pair of parentheses, to the end. */
  private boolean isOneGroup(int from) {
    return text.startsWith("(", from) && closing(text, from) == text.length() - 1;
  }

  /** The place of the parenthesis that closes the one at a place. */
  private static int closing(String text, int from) {
    int depth = 0;
    for (int i = from; i < text.length(); i = next(text, i)) {
      depth += text.charAt(i) == '(' ? 1 : 0;
      depth -= text.charAt(i) == ')' ? 1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    return -1;
  }

  /** The place after a character, or after what is quoted from there. */
  private static int next(String text, int at) {
    char quote = text.charAt(at);
    if (quote != '"' && quote != '\'') {
      return at + 1;
    }
    int end = text.indexOf(quote, at + 1);
    return end < 0 ? text.length() : end + 1;
  }

  /** A word stands in the text outside of parentheses and quotes. */
  private static boolean hasWord(String text, String word) {
    for (int i = 0; i < text.length(); i = next(text, i)) {
      if (text.charAt(i) == '(') {
        i = closing(text, i);
        if (i < 0) {
          return true;
        }
      } else if (text.startsWith(" " + word + " ", i) || text.startsWith("\n" + word + " ", i)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Conditions joined by a word. Of those, only the ones that hold the other word are put in
   * parentheses. What is joined by "or" is in parentheses as a whole, so that more can be joined to
   * it by "and".
   */
  private static Sql join(List<Sql> all, String word, Sql none) {
    List<Sql> conditions = all.stream().filter(condition -> !condition.equals(none)).toList();
    if (conditions.isEmpty()) {
      return none;
    }
    boolean and = word.equals("and");
    String other = and ? "or" : "and";
    StringBuilder text = new StringBuilder();
    List<Object> values = new ArrayList<>();
    for (Sql condition : conditions) {
      boolean apart = hasWord(condition.text, other);
      text.append(text.isEmpty() ? "" : " " + word + " ");
      text.append(apart ? "(" : "").append(condition.text).append(apart ? ")" : "");
      values.addAll(condition.values);
    }
    boolean whole = !and && hasWord(text.toString(), "or");
    return new Sql(whole ? "(" + text + ")" : text.toString(), values);
  }
}
