package fr.oubli.property;

import fr.oubli.property.Graph.Node;
import fr.oubli.property.Rule.Act;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Files of random rows that are at addresses. One scheme is handed on; a row with the other one
 * stays, and is told, whatever rule would delete it.
 */
final class Addresses {

  static final String COLUMN = "file_at";
  private static final String HANDED_ON = "s3://bucket/";
  private static final String REFUSED = "https://cdn/";
  private static final double TABLES = 0.3;

  private static final String LAW = "an object that is handed on is listed, and no other is";

  private Addresses() {}

  /**
   * The tables, of which some got such a column; drawn apart, so that cases stay what they were.
   */
  static List<Table> added(long seed, List<Table> tables) {
    Dice dice = new Dice(new Random(seed * 0x2545F4914F6CDD1DL));
    return tables.stream().map(table -> dice.chance(TABLES) ? with(table, dice) : table).toList();
  }

  private static Table with(Table table, Dice dice) {
    List<Column> columns = new ArrayList<>(table.columns());
    columns.add(Column.plain(COLUMN, Type.TEXT, false));
    List<Row> rows = new ArrayList<>();
    for (Row row : table.rows()) {
      rows.add(row.with(COLUMN, value(dice, rows.size())));
    }
    return table.columns(columns).rows(rows);
  }

  private static @Nullable String value(Dice dice, int row) {
    return switch (dice.between(0, 3)) {
      case 0 -> REFUSED + row;
      case 1, 2 -> HANDED_ON + row;
      default -> null;
    };
  }

  /** The policy's line; empty where no table has the column. */
  static List<String> policy(Scenario scenario) {
    String files =
        scenario.tables().stream()
            .filter(table -> table.find(COLUMN).isPresent())
            .map(
                table ->
                    MapText.quoted(table.name())
                        + ": { columns: ["
                        + COLUMN
                        + "], schemes: { s3: handed-on } }")
            .collect(Collectors.joining(", "));
    return files.isEmpty() ? List.of() : List.of("files: { " + files + " }");
  }

  /** Whether a rule would delete a row whose file is at an address that is not handed on. */
  static boolean keeps(Rule rule, Node node) {
    return rule.then().get(node.table.name()) == Act.DELETE && value(node).startsWith(REFUSED);
  }

  private static String value(Node node) {
    String value = node.table.find(COLUMN).isPresent() ? node.row.get(COLUMN) : null;
    return value == null ? "" : value;
  }

  /** A night listed the objects of the rows that it took, each once. */
  static void judge(JdbcTemplate jdbc, Scenario scenario, Oracle oracle, long run) {
    List<String> listed =
        jdbc.queryForList(
            "select collection || ' ' || row_key || ' ' || address from oubli.object_removal"
                + " where run = ? order by 1",
            String.class,
            run);
    List<String> gone =
        scenario.tables().stream()
            .flatMap(table -> oracle.rows(table.name()).stream())
            .filter(node -> oracle.isGone(node) && value(node).startsWith(HANDED_ON))
            .map(node -> "%s %s %s".formatted(node.table.name(), key(node), value(node)))
            .toList();
    Trial.expect(
        listed.size() == gone.size() && new TreeSet<>(listed).equals(new TreeSet<>(gone)),
        LAW,
        listed + " instead of " + gone);
  }

  private static String key(Node node) {
    return node.table.keyText(node.row);
  }
}
