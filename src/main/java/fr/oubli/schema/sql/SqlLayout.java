package fr.oubli.schema.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Lays a statement out over lines, for people: a clause or a condition per line, what is inside
 * parentheses further to the right, and what is short on one line. Quoted names and constants stay
 * as they are.
 */
public final class SqlLayout {

  private static final int WIDTH = 100;
  private static final String STEP = "  ";
  private static final Set<String> CLAUSES =
      Set.of(
          "select",
          "from",
          "where",
          "group",
          "order",
          "union",
          "returning",
          "insert",
          "delete",
          "update",
          "set",
          "join",
          "left",
          "on",
          "values",
          "limit",
          "having");
  private static final Set<String> LISTS = Set.of("select", "returning", "set");
  private static final Set<String> CONDITIONS = Set.of("and", "or");

  /** A word, or what stands between parentheses. */
  private record Node(String text, List<Node> inside, boolean spaced) {

    boolean isGroup() {
      return text.isEmpty();
    }

    String flat() {
      return isGroup() ? "(" + SqlLayout.flat(inside) + ")" : text;
    }
  }

  private final String sql;
  private int at;

  private SqlLayout(String sql) {
    this.sql = sql;
  }

  /** The same statement over several lines, without a line break at its end. */
  public static String lines(String sql) {
    StringBuilder text = new StringBuilder();
    write(new SqlLayout(sql.strip()).nodes(), "", text);
    return text.toString();
  }

  private List<Node> nodes() {
    List<Node> nodes = new ArrayList<>();
    boolean spaced = false;
    while (at < sql.length()) {
      char c = sql.charAt(at);
      if (Character.isWhitespace(c)) {
        spaced = true;
        at++;
      } else if (c == ')') {
        at++;
        return nodes;
      } else {
        nodes.add(c == '(' ? group(spaced) : new Node(word(), List.of(), spaced));
        spaced = false;
      }
    }
    return nodes;
  }

  private Node group(boolean spaced) {
    at++;
    return new Node("", nodes(), spaced);
  }

  private String word() {
    int from = at;
    char quote = 0;
    while (at < sql.length()) {
      char c = sql.charAt(at);
      if (quote == 0 && (Character.isWhitespace(c) || c == '(' || c == ')')) {
        break;
      }
      if (quote != 0 && c == quote) {
        quote = 0;
      } else if (quote == 0 && (c == '\'' || c == '"')) {
        quote = c;
      }
      at++;
    }
    return sql.substring(from, at);
  }

  private static String flat(List<Node> nodes) {
    StringBuilder text = new StringBuilder();
    for (Node node : nodes) {
      text.append(node.spaced && !text.isEmpty() ? " " : "").append(node.flat());
    }
    return text.toString();
  }

  private static void write(List<Node> nodes, String indent, StringBuilder text) {
    boolean between = false;
    boolean list = false;
    int start = text.length();
    for (int i = 0; i < nodes.size(); i++) {
      Node node = nodes.get(i);
      if (CLAUSES.contains(node.text)) {
        list = LISTS.contains(node.text) && indent.length() + length(nodes, i) > WIDTH;
      }
      boolean breaks = i > 0 && breaksBefore(nodes, i) && !(between && node.text.equals("and"));
      between = node.text.equals("between") || (between && !node.text.equals("and"));
      if (breaks) {
        text.append('\n').append(indent);
        text.append(CONDITIONS.contains(node.text) ? STEP : "");
      } else if (list && node.spaced && text.charAt(text.length() - 1) == ',') {
        text.append('\n').append(indent).append(STEP);
      } else if (node.spaced && text.length() > start) {
        text.append(' ');
      }
      if (node.isGroup() && !fits(node, text)) {
        String inner = indent + STEP + STEP + (list ? STEP : "");
        text.append("(\n").append(inner);
        write(node.inside, inner, text);
        text.append(')');
      } else {
        text.append(node.flat());
      }
    }
  }

  /** How long the clause is that begins at a word. */
  private static int length(List<Node> nodes, int from) {
    int to = from + 1;
    while (to < nodes.size() && !CLAUSES.contains(nodes.get(to).text)) {
      to++;
    }
    return flat(nodes.subList(from, to)).length();
  }

  /** A word of two, such as "left join" or "delete from", is broken once. */
  private static boolean breaksBefore(List<Node> nodes, int i) {
    String word = nodes.get(i).text;
    String before = nodes.get(i - 1).text;
    if (CONDITIONS.contains(word)) {
      return true;
    }
    if (!CLAUSES.contains(word)) {
      return false;
    }
    return switch (word) {
      case "from" -> !before.equals("delete") && !before.equals("distinct");
      case "join" -> !before.equals("left");
      case "on" -> false;
      case "set" -> !before.equals("update");
      case "update" -> !before.equals("do") && !before.equals("for");
      case "left" -> i + 1 < nodes.size() && nodes.get(i + 1).text.equals("join");
      default -> true;
    };
  }

  private static boolean fits(Node group, StringBuilder text) {
    int used = text.length() - (text.lastIndexOf("\n") + 1);
    return used + group.flat().length() <= WIDTH;
  }
}
