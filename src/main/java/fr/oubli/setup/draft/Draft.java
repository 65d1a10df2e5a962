package fr.oubli.setup.draft;

import fr.oubli.schema.catalog.Table;
import fr.oubli.setup.clues.Judge;
import fr.oubli.setup.clues.Proposal;
import fr.oubli.setup.clues.TableFacts;
import fr.oubli.setup.ties.TieDraft;
import fr.oubli.setup.ties.ValueProbe;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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
    MapNames names,
    TieDraft ties,
    List<String> left) {

  static Draft of(String database, List<TableFacts> facts, ValueProbe probe, List<String> left) {
    MapNames names = MapNames.of(facts);
    List<TableFacts> mapped =
        facts.stream().filter(each -> names.obstacle(each).isEmpty()).toList();
    TieDraft ties = TieDraft.of(facts, mapped, probe);
    Map<Table, List<Proposal>> proposals =
        ties.judge().proposals().stream().collect(Collectors.groupingBy(Proposal::table));
    Set<Table> kept = new HashSet<>(mapped.stream().map(TableFacts::table).toList());
    return new Draft(
        database,
        ties.tables(),
        ties.tables().stream().filter(each -> kept.contains(each.table())).toList(),
        proposals,
        names,
        ties,
        left);
  }

  Judge judge() {
    return ties.judge();
  }

  List<TableFacts> unmapped() {
    return tables.stream().filter(each -> names.obstacle(each).isPresent()).toList();
  }

  /** Why a table cannot be mapped as it is. */
  String reason(TableFacts facts) {
    return names.obstacle(facts).orElse("");
  }

  /** What a policy calls a table. */
  String name(Table table) {
    return names.called(table);
  }

  List<Proposal> of(Table table) {
    return proposals.getOrDefault(table, List.of());
  }

  /** The tables of people that a map can have, the likeliest subjects first. */
  List<TableFacts> subjects() {
    Set<Table> kept = new HashSet<>(mapped.stream().map(TableFacts::table).toList());
    return judge().subjects().stream().filter(each -> kept.contains(each.table())).toList();
  }

  Optional<TableFacts> subject() {
    return subjects().stream().findFirst();
  }

  /** The key that a dataset of the schema has in Fides: letters, digits and little else. */
  String key(String schema) {
    String plain = schema.equals("public") ? database : database + "_" + schema;
    return plain.replaceAll("[^A-Za-z0-9_.-]", "_");
  }
}
