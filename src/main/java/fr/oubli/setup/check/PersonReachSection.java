package fr.oubli.setup.check;

import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.datamap.Field;
import fr.oubli.model.datamap.References.Step;
import fr.oubli.platform.console.TextTable;
import fr.oubli.schema.catalog.SqlName;
import fr.oubli.schema.catalog.Table;
import fr.oubli.schema.sql.FieldSql;
import fr.oubli.schema.sql.LookupStyle;
import fr.oubli.schema.sql.MappedSchema;
import fr.oubli.schema.sql.ReferencePath;
import fr.oubli.schema.sql.Sql;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * How people reach the rows of each collection with personal columns, by each kind of tie, and how
 * many of its rows reach nobody: no clock, hold or request finds those.
 */
final class PersonReachSection {

  /** Ways that are named; of more only the number is told. */
  private static final int NAMED = 3;

  private static final String NOT_COUNTED = "not counted";
  private static final Duration ONE = Duration.ofSeconds(2);
  private static final Duration ALL = Duration.ofSeconds(20);

  /** How the rows of one collection reach people. */
  private record Reached(Collection collection, String nobody, boolean unreachable) {}

  private final MappedSchema schema;
  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;
  private final List<Reached> reached = new ArrayList<>();

  /**
   * @param schema whose policy names the collection of persons
   */
  PersonReachSection(DataSource dataSource, DataMap map, MappedSchema schema) {
    this.schema = schema;
    this.jdbc = new JdbcTemplate(dataSource);
    this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    long end = System.nanoTime() + ALL.toNanos();
    map.collections().stream()
        .filter(Collection::personal)
        .filter(collection -> schema.catalog().find(collection).isPresent())
        .forEach(collection -> reached.add(look(collection, end)));
  }

  private Reached look(Collection collection, long end) {
    boolean person = collection.name().equals(schema.subjectRule().collection());
    List<Sql> ties = ties(collection);
    String nobody = person ? "0" : System.nanoTime() < end ? count(collection, ties) : NOT_COUNTED;
    return new Reached(collection, nobody, !person && ties.isEmpty());
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
                      .toList()),
          named(schema.persons().parties(name)),
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

  private static String named(List<List<Step>> ways) {
    Set<String> names = new LinkedHashSet<>();
    ways.forEach(
        way -> names.add(String.join(" > ", way.stream().map(PersonReachSection::name).toList())));
    if (names.isEmpty()) {
      return "-";
    }
    List<String> first = names.stream().limit(NAMED).toList();
    int more = names.size() - first.size();
    return String.join(", ", first) + (more == 0 ? "" : ", and %d more".formatted(more));
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

  /** Conditions on a row {@code t}, any of which ties it to somebody. */
  private List<Sql> ties(Collection collection) {
    List<Sql> ties = new ArrayList<>();
    String name = collection.name();
    Stream.concat(schema.persons().owners(name).stream(), schema.persons().parties(name).stream())
        .forEach(
            way ->
                ties.add(
                    new ReferencePath(schema, way).test("t", LookupStyle.SETS, end -> Sql.TRUE)));
    ties.addAll(carried("t", collection));
    for (List<Step> way : schema.persons().identifiedByRows(name)) {
      Collection below = schema.collection(Step.end(way));
      if (!carried("t", below).isEmpty()) {
        ties.add(
            new ReferencePath(schema, way)
                .test("t", LookupStyle.SETS, end -> Sql.any(carried(end, below))));
      }
    }
    return ties;
  }

  private List<Sql> carried(String alias, Collection collection) {
    Table table = schema.table(collection.name());
    return collection.fields().stream()
        .filter(field -> field.identity() != null)
        .map(
            field ->
                FieldSql.any(
                    alias,
                    table,
                    field,
                    value -> Sql.format("coalesce(btrim({}), '') <> ''", value)))
        .toList();
  }

  private String count(Collection collection, List<Sql> ties) {
    Sql sql =
        Sql.format(
            "select count(*) from {}{}",
            Sql.of(SqlName.rowsOf(schema.table(collection.name())) + " t"),
            Sql.where(List.of(Sql.any(ties).not())));
    try {
      Long rows =
          transaction.execute(
              status -> {
                jdbc.execute("set local statement_timeout = " + ONE.toMillis());
                return Objects.requireNonNull(
                    jdbc.queryForObject(sql.text(), Long.class, sql.values().toArray()));
              });
      return rows == null ? NOT_COUNTED : rows.toString();
    } catch (DataAccessException e) {
      return NOT_COUNTED;
    }
  }
}
