package fr.oubli.setup.check;

import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.datamap.Field;
import fr.oubli.model.datamap.References.Step;
import fr.oubli.platform.console.TextTable;
import fr.oubli.schema.sql.MappedSchema;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * How people reach the rows of each collection with personal columns, by each kind of tie, and how
 * many of its rows reach nobody: no clock, hold or request finds those.
 */
final class PersonReachSection {

  /** Ways that are named; of more only the number is told. */
  private static final int NAMED = 3;

  /** Of more ways than these it is only told that there are more. */
  private static final int LISTED = 500;

  /** How the rows of one collection reach people. */
  private record Reached(Collection collection, String nobody, boolean unreachable) {}

  private final MappedSchema schema;
  private final List<Reached> reached = new ArrayList<>();

  /**
   * @param schema whose policy names the collection of persons
   */
  PersonReachSection(DataSource dataSource, DataMap map, MappedSchema schema) {
    this.schema = schema;
    RowsOfNobody nobody = new RowsOfNobody(dataSource, schema);
    map.collections().stream()
        .filter(Collection::personal)
        .filter(collection -> schema.catalog().find(collection).isPresent())
        .forEach(collection -> reached.add(look(collection, nobody)));
  }

  private Reached look(Collection collection, RowsOfNobody nobody) {
    boolean person = collection.name().equals(schema.subjectRule().collection());
    return new Reached(
        collection, person ? "0" : nobody.count(collection), !person && !nobody.anyTie(collection));
  }

  /** How many collections with personal columns have no tie to people at all. */
  long unreachable() {
    return reached.stream().filter(Reached::unreachable).count();
  }

  CheckSection section() {
    TextTable table =
        new TextTable("collection", "owner by", "party by", "identity", "rows that reach nobody");
    for (Reached each : reached) {
      String name = each.collection().name();
      table.row(
          name,
          name.equals(schema.subjectRule().collection())
              ? "each is a person"
              : named(
                  Stream.concat(
                          schema.persons().owners(name).stream(),
                          schema.persons().identifiedByRows(name).stream())
                      .toList(),
                  Integer.MAX_VALUE),
          named(schema.persons().firstParties(name, LISTED + 1), LISTED),
          identities(each.collection()),
          each.nobody());
    }
    List<String> lines = new ArrayList<>(CheckSection.indented(table));
    List<String> never =
        reached.stream()
            .filter(Reached::unreachable)
            .map(each -> each.collection().name())
            .toList();
    if (!never.isEmpty()) {
      lines.addAll(
          Phrases.wrapped(
              "nothing ties these to people, so that no request finds their rows; say in the map what"
                  + " does:",
              never));
    }
    return new CheckSection("How people reach their rows", lines);
  }

  /**
   * @param most of so many ways at most all are given
   */
  private static String named(List<List<Step>> ways, int most) {
    Set<String> names = new LinkedHashSet<>();
    ways.forEach(
        way -> names.add(String.join(" > ", way.stream().map(PersonReachSection::name).toList())));
    if (names.isEmpty()) {
      return "-";
    }
    List<String> first = names.stream().limit(NAMED).toList();
    int more = names.size() - first.size();
    String all = ways.size() > most ? "more than %d" : "%d";
    return String.join(", ", first) + (more == 0 ? "" : (", and " + all + " more").formatted(more));
  }

  /** A step down is named with the collection whose rows refer to the row. */
  private static String name(Step step) {
    return step.down() ? step.child() + "." + step.childField() : step.childField();
  }

  private static String identities(Collection collection) {
    List<String> names = new ArrayList<>();
    for (Field field : collection.fields()) {
      if (field.identity() != null) {
        names.add(field.name());
      } else if (field.claim() != null) {
        names.add(field.name() + " (not confirmed)");
      }
    }
    return names.isEmpty() ? "-" : String.join(", ", names);
  }
}
