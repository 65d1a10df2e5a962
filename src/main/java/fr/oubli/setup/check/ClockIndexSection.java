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

/** Which index each clock would use; what a large table lacks comes with its statement. */
final class ClockIndexSection {

  /** What is longer is told by its column alone, but for the statement that creates the index. */
  private static final int LONG = 70;

  private static final Pattern QUOTED = Pattern.compile("\"([^\"]+)\"");

  private final Map<IndexNeed, List<String>> rules = new LinkedHashMap<>();

  ClockIndexSection(ClockIndexes indexes, List<Rule> all) {
    for (Rule rule : all) {
      for (IndexNeed need : indexes.of(rule)) {
        IndexNeed same = new IndexNeed(need.table(), need.expression(), false, need.index());
        rules.computeIfAbsent(same, any -> new ArrayList<>()).add(rule.name());
      }
    }
  }

  long missing() {
    return rules.keySet().stream().filter(IndexNeed::wanted).count();
  }

  /** The statements that make those which are missing. */
  List<String> statements() {
    return rules.keySet().stream().filter(IndexNeed::wanted).map(IndexNeed::create).toList();
  }

  CheckSection section() {
    List<String> lines = new ArrayList<>();
    rules.forEach(
        (need, names) -> {
          if (need.wanted()) {
            lines.add(
                "MISSING on %s (%s rows), for %s:"
                    .formatted(
                        need.table().name(),
                        need.table().rows() < 0 ? "uncounted" : "about " + need.table().rows(),
                        String.join(", ", names)));
            lines.add("    " + need.create());
          }
        });
    TextTable table = new TextTable("clock reads", "index", "for");
    rules.forEach((need, names) -> table.row(read(need), index(need), String.join(", ", names)));
    lines.addAll(CheckSection.indented(table));
    return new CheckSection("Indexes that the clocks would use", lines);
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
