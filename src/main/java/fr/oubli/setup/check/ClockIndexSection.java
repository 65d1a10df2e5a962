package fr.oubli.setup.check;

import fr.oubli.model.policy.Rule;
import fr.oubli.platform.console.TextTable;
import fr.oubli.schema.sql.ClockIndexes;
import fr.oubli.schema.sql.IndexNeed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which index each clock and each deletion would use; what is missed comes with its statement. */
final class ClockIndexSection {

  /** What is longer is told by its column alone, but for the statement that creates the index. */
  private static final int LONG = 70;

  private static final Pattern QUOTED = Pattern.compile("\"([^\"]+)\"");

  /** What needs an index, and the names of the rules that do. */
  private record Needed(IndexNeed need, List<String> rules) {

    Needed and(Needed other) {
      return new Needed(
          need.gated() ? need : other.need,
          Stream.concat(rules.stream(), other.rules.stream()).distinct().toList());
    }

    String names() {
      return String.join(", ", rules);
    }
  }

  private final List<Needed> needs;

  ClockIndexSection(ClockIndexes indexes, List<Rule> all) {
    Map<String, Needed> found = new LinkedHashMap<>();
    for (Rule rule : all) {
      List<IndexNeed> ofRule = new ArrayList<>(indexes.of(rule));
      ofRule.addAll(indexes.ofDeletions(rule));
      for (IndexNeed need : ofRule) {
        found.merge(need.create(), new Needed(need, List.of(rule.name())), Needed::and);
      }
    }
    this.needs = List.copyOf(found.values());
  }

  long missing() {
    return wanted().count();
  }

  /** The statements that make those which are missing. */
  List<String> statements() {
    return wanted().map(each -> each.need().create()).toList();
  }

  private Stream<Needed> wanted() {
    return needs.stream().filter(each -> each.need().wanted());
  }

  CheckSection section() {
    List<String> lines = new ArrayList<>();
    wanted().forEach(each -> lines.addAll(missing(each)));
    TextTable table = new TextTable("clock reads", "index", "for");
    needs.forEach(each -> table.row(read(each.need()), index(each.need()), each.names()));
    lines.addAll(CheckSection.indented(table));
    return new CheckSection("Indexes that clocks and deletions would use", lines);
  }

  private static List<String> missing(Needed each) {
    IndexNeed need = each.need();
    long rows = need.table().rows();
    return List.of(
        "MISSING on %s (%s rows), for %s:"
            .formatted(need.table().name(), rows < 0 ? "uncounted" : "about " + rows, each.names()),
        "    " + need.create());
  }

  private static String read(IndexNeed need) {
    if (need.expression().length() > LONG) {
      Matcher column = QUOTED.matcher(need.expression());
      return need.table().name() + (column.find() ? "." + column.group(1) : "") + ", as a date";
    }
    String expression = need.expression().replace("\"", "");
    return need.table().name() + (expression.endsWith(")") ? " " + expression : "." + expression);
  }

  private static String index(IndexNeed need) {
    if (need.index() != null) {
      return need.index();
    }
    return need.wanted() ? "MISSING" : "none (small table)";
  }
}
