package fr.oubli.setup.check;

import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.References.Step;
import fr.oubli.schema.catalog.SqlName;
import fr.oubli.schema.catalog.Table;
import fr.oubli.schema.sql.FieldSql;
import fr.oubli.schema.sql.LookupStyle;
import fr.oubli.schema.sql.MappedSchema;
import fr.oubli.schema.sql.ReferencePath;
import fr.oubli.schema.sql.Sql;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Counts the rows that reach nobody. Nearly every row reaches its owner, and the ways to others may
 * be very many: they are tried on the few rows that are left, some at a time, until none is.
 */
final class RowsOfNobody {

  private static final String NOT_COUNTED = "not counted";
  private static final Duration ONE = Duration.ofSeconds(2);
  private static final Duration ALL = Duration.ofSeconds(20);

  /** Ways to others that are tried at all, on a few rows at a time, and on a whole table. */
  private static final int MOST_WAYS = 5_000;

  private static final int AT_A_TIME = 25;
  private static final int MOST_AT_ONCE = 200;

  /** So many rows are remembered by their places; of more, all are asked in one statement. */
  private static final int MOST_PLACES = 10_000;

  private final MappedSchema schema;
  private final JdbcTemplate jdbc;
  private final TransactionTemplate snapshot;
  private final long end = System.nanoTime() + ALL.toNanos();

  /** Where a row is in a snapshot: a collection may be of several tables. */
  private record Place(long part, String place) {}

  /** Where some rows are. */
  private record Places(List<Place> of) {

    boolean any() {
      return !of.isEmpty();
    }

    /** A row {@code t} is one of them. A list that is made once is never compared row by row. */
    Sql condition() {
      String[] places = of.stream().map(Place::place).distinct().toArray(String[]::new);
      return Sql.format(
          "t.ctid = any((select {}::tid[])::tid[])"
              + " and (t.tableoid, t.ctid) in (select * from unnest({}::oid[], {}::tid[]))",
          Sql.of("?", (Object) places),
          Sql.of("?", (Object) of.stream().map(Place::part).toArray(Long[]::new)),
          Sql.of("?", (Object) of.stream().map(Place::place).toArray(String[]::new)));
    }
  }

  RowsOfNobody(DataSource dataSource, MappedSchema schema) {
    this.schema = schema;
    this.jdbc = new JdbcTemplate(dataSource);
    this.snapshot = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    snapshot.setIsolationLevel(TransactionTemplate.ISOLATION_REPEATABLE_READ);
  }

  /** Whether anything ties rows of a collection to people. */
  boolean anyTie(Collection collection) {
    return !near(collection).isEmpty()
        || !schema.persons().firstParties(collection.name(), 1).isEmpty();
  }

  /** How many rows have no tie to anybody; words where counting them takes too long. */
  String count(Collection collection) {
    long now = System.nanoTime();
    long until = Math.min(end, now + ONE.toNanos());
    if (now >= end) {
      return NOT_COUNTED;
    }
    try {
      return Objects.requireNonNull(
          snapshot.execute(status -> counted(collection, until)), NOT_COUNTED);
    } catch (DataAccessException e) {
      return NOT_COUNTED;
    }
  }

  private String counted(Collection collection, long until) {
    jdbc.execute("set local statement_timeout = " + ONE.toMillis());
    Sql left = Sql.any(near(collection)).not();
    long rows = number(collection, left);
    List<List<Step>> others =
        rows == 0 ? List.of() : schema.persons().firstParties(collection.name(), MOST_WAYS + 1);
    if (others.isEmpty()) {
      return Long.toString(rows);
    }
    if (rows > MOST_PLACES) {
      Sql none = Sql.all(left, Sql.any(ties(others)).not());
      return others.size() > MOST_AT_ONCE ? NOT_COUNTED : Long.toString(number(collection, none));
    }
    Places places = places(collection, left);
    for (int from = 0; from < others.size() && places.any(); from += AT_A_TIME) {
      if (System.nanoTime() >= until) {
        return NOT_COUNTED;
      }
      Sql some = Sql.any(ties(others.subList(from, Math.min(others.size(), from + AT_A_TIME))));
      places = places(collection, Sql.all(places.condition(), some.not()));
    }
    return places.any() && others.size() > MOST_WAYS
        ? NOT_COUNTED
        : Integer.toString(places.of().size());
  }

  private long number(Collection collection, Sql condition) {
    Sql sql =
        Sql.format("select count(*) from {}{}", rows(collection), Sql.where(List.of(condition)));
    Long rows = jdbc.queryForObject(sql.text(), Long.class, sql.values().toArray());
    return Objects.requireNonNull(rows);
  }

  private Places places(Collection collection, Sql condition) {
    Sql sql =
        Sql.format(
            "select t.tableoid::bigint as part, t.ctid::text as place from {}{}",
            rows(collection),
            Sql.where(List.of(condition)));
    return new Places(
        jdbc.query(
            sql.text(),
            (row, number) -> new Place(row.getLong("part"), row.getString("place")),
            sql.values().toArray()));
  }

  private Sql rows(Collection collection) {
    return Sql.of(SqlName.rowsOf(schema.table(collection.name())) + " t");
  }

  /**
   * Conditions on a row {@code t}, any of which ties it to its owner or to whoever an identity
   * says.
   */
  private List<Sql> near(Collection collection) {
    String name = collection.name();
    List<Sql> ties = new ArrayList<>(ties(schema.persons().owners(name)));
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

  private List<Sql> ties(List<List<Step>> ways) {
    return ways.stream()
        .map(way -> new ReferencePath(schema, way).test("t", LookupStyle.SETS, end -> Sql.TRUE))
        .toList();
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
}
