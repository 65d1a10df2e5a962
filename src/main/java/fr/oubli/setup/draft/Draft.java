package fr.oubli.setup.draft;

import fr.oubli.schema.catalog.Column;
import fr.oubli.schema.catalog.ForeignKey;
import fr.oubli.schema.catalog.SqlName;
import fr.oubli.schema.catalog.Table;
import fr.oubli.setup.clues.Judge;
import fr.oubli.setup.clues.Proposal;
import fr.oubli.setup.clues.TableFacts;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Everything that was concluded about a database.
 *
 * @param database its name
 * @param mapped the tables that a map can have
 * @param left what is in the database and cannot be mapped, with the reason
 */
record Draft(
    String database,
    List<TableFacts> tables,
    List<TableFacts> mapped,
    Map<Table, List<Proposal>> proposals,
    Judge judge,
    List<String> left) {

  static Draft of(String database, List<TableFacts> facts, List<String> left) {
    Judge judge = new Judge(facts);
    Map<Table, List<Proposal>> proposals =
        judge.proposals().stream().collect(Collectors.groupingBy(Proposal::table));
    return new Draft(database, facts, mappable(facts), proposals, judge, left);
  }

  /** A map has one table of a name; where two schemas have it, that of public is kept. */
  private static List<TableFacts> mappable(List<TableFacts> tables) {
    Set<String> names = new HashSet<>();
    return tables.stream()
        .sorted(Comparator.comparing((TableFacts each) -> !each.table().schema().equals("public")))
        .filter(each -> obstacle(each).isEmpty())
        .filter(each -> names.add(each.table().name()))
        .toList();
  }

  List<TableFacts> unmapped() {
    return tables.stream().filter(each -> !mapped.contains(each)).toList();
  }

  /** Why a table cannot be mapped as it is. */
  String reason(TableFacts facts) {
    return obstacle(facts)
        .orElse(
            "another schema has a table "
                + facts.table().name()
                + ", and policies name a table without its schema");
  }

  private static Optional<String> obstacle(TableFacts facts) {
    if (facts.table().primaryKey().isEmpty()) {
      return Optional.of("it has no primary key, by which evidence names rows; give it one");
    }
    return facts.table().name().contains(".")
        ? Optional.of("its name has a dot, which parts schema and table in a map")
        : Optional.empty();
  }

  List<Proposal> of(Table table) {
    return proposals.getOrDefault(table, List.of());
  }

  /** The key that a dataset of the schema has in Fides: letters, digits and little else. */
  String key(String schema) {
    String plain = schema.equals("public") ? database : database + "_" + schema;
    return plain.replaceAll("[^A-Za-z0-9_.-]", "_");
  }

  /**
   * The mapped table and column that a column refers to: a single column, or one of several that is
   * unique by itself.
   */
  Optional<Target> target(TableFacts facts, Column column) {
    String own = SqlName.of(column);
    for (ForeignKey key : facts.keys()) {
      int position = key.childColumns().indexOf(own);
      Table parent = position < 0 ? null : parent(key);
      if (parent != null) {
        String name = key.parentColumns().get(position);
        return Optional.of(new Target(parent, name, alone(parent, name)));
      }
    }
    return Optional.empty();
  }

  private @Nullable Table parent(ForeignKey key) {
    for (TableFacts facts : mapped()) {
      if (SqlName.of(facts.table()).equals(key.parent())) {
        return facts.table();
      }
    }
    return null;
  }

  private static boolean alone(Table parent, String column) {
    return parent.primaryKey().equals(List.of(column)) || parent.uniqueAlone().contains(column);
  }

  /** Where a reference leads. */
  record Target(Table table, String column, boolean unique) {}
}
