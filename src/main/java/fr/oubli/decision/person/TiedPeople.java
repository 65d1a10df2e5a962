package fr.oubli.decision.person;

import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.datamap.References.Step;
import fr.oubli.model.datamap.Tie;
import fr.oubli.schema.catalog.SqlName;
import fr.oubli.schema.sql.MappedSchema;
import fr.oubli.schema.sql.ReferencedKey;
import fr.oubli.schema.sql.Sql;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * All people at once, and whose each row is: gathered into temporary tables of one transaction, by
 * the ways that decide of single rows. Who is one person is said by {@link PeopleIdentifiers}. A
 * row is tied to its owners, to other parties, and to whoever has an identity in it; where nothing
 * of that is there, to whomever the rows are tied that it refers to. Rows that are still tied to
 * nobody are told apart: it is not known whose they are.
 */
public final class TiedPeople {

  /** One line for each row and person: collection, part, place, person. */
  private static final String ROWS = "pg_temp." + SqlName.quote("people: rows");

  /** The rows that are tied to nobody: collection, part, place. */
  private static final String UNTIED = "pg_temp." + SqlName.quote("people: rows of nobody");

  private static final EventTies ALL_PARTIES = new EventTies(true, false);

  private final MappedSchema schema;
  private final DataMap map;
  private final JdbcTemplate jdbc;
  private final List<String> collections;
  private final PeopleIdentifiers identifiers;

  private TiedPeople(
      MappedSchema schema, DataMap map, JdbcTemplate jdbc, Collection<String> collections) {
    this.schema = schema;
    this.map = map;
    this.jdbc = jdbc;
    this.collections = withThoseAbove(collections, map);
    this.identifiers = new PeopleIdentifiers(schema, jdbc, this.collections);
  }

  /** What the rows refer to may say whose they are. */
  private static List<String> withThoseAbove(Collection<String> collections, DataMap map) {
    Set<String> all = new LinkedHashSet<>(collections);
    collections.forEach(name -> all.addAll(new TreeSet<>(map.references().above(name))));
    return all.stream().filter(name -> map.collection(name).isPresent()).toList();
  }

  /**
   * Gathers them.
   *
   * @param jdbc on one connection, in a transaction with one snapshot that may make temporary
   *     tables
   * @param collections whose rows are asked for
   */
  public static TiedPeople gather(
      MappedSchema schema, DataMap map, JdbcTemplate jdbc, Collection<String> collections) {
    TiedPeople people = new TiedPeople(schema, map, jdbc, collections);
    people.identifiers.gather();
    people.rows();
    people.inherited();
    return people;
  }

  /** Whether the rows of a collection are people's: the others, such as a price list, are not. */
  public boolean areOfPeople(String collection) {
    return map.required(collection).personal() || !ties(collection).isEmpty();
  }

  /** Whether the rows of a collection were gathered. */
  public boolean hasRowsOf(String collection) {
    return collections.contains(collection);
  }

  /** What stands after FROM: what each person is known by, as {@code kind, value, person}. */
  public Sql identifiers(String alias) {
    return PeopleIdentifiers.table(alias);
  }

  /** What stands after FROM: rows and their persons, as {@code collection, part, place, person}. */
  public Sql rows(String alias) {
    return Sql.of(ROWS + " " + alias);
  }

  /** What stands after FROM: the rows of nobody, as {@code collection, part, place}. */
  public Sql untied(String alias) {
    return Sql.of(UNTIED + " " + alias);
  }

  /** How the tables name a collection. */
  public Sql number(String collection) {
    return Sql.of(String.valueOf(collections.indexOf(collection)));
  }

  /** A condition: a line of the tables is about a row of the collection. */
  public Sql isOf(String line, String collection, String row) {
    return Sql.format(
        "%1$s.collection = {} and %1$s.part = %2$s.tableoid and %1$s.place = %2$s.ctid"
            .formatted(line, row),
        number(collection));
  }

  private void rows() {
    jdbc.execute(
        "create temporary table %s (collection int, part oid, place tid, person bigint) on commit drop"
            .formatted(ROWS));
    jdbc.execute(
        "create temporary table %s (collection int, part oid, place tid) on commit drop"
            .formatted(UNTIED));
    for (String collection : collections) {
      List<Sql> ties = ties(collection);
      if (!ties.isEmpty()) {
        update(
            Sql.format(
                "insert into "
                    + ROWS
                    + " select distinct {}::int, part, place, person from ({}) tied",
                number(collection),
                Sql.union(ties)));
      }
    }
    jdbc.execute("analyze " + ROWS);
    for (String collection : collections) {
      if (areOfPeople(collection)) {
        update(
            Sql.format(
                "insert into "
                    + UNTIED
                    + " select {}, t.tableoid, t.ctid from {} where not exists (select from {} where {})",
                number(collection),
                schema.from(collection, "t"),
                rows("r"),
                isOf("r", collection, "t")));
      }
    }
    jdbc.execute("analyze " + UNTIED);
  }

  /** A query for each tie of a row to a person. */
  private List<Sql> ties(String collection) {
    List<Sql> ties = new ArrayList<>();
    for (List<Step> way : ALL_PARTIES.accounts(schema.persons(), collection)) {
      ReferencedKey account = ReferencedKey.of(schema, way, "t", schema.subjectRule().collection());
      ties.add(tie(collection, account, PersonIdentifiers.ACCOUNT));
    }
    for (String kind : schema.subjectRule().samePersonBy()) {
      identifiers
          .of("t", collection, kind)
          .forEach(identity -> ties.add(tie(collection, identity, kind)));
    }
    return ties;
  }

  private Sql tie(String collection, ReferencedKey known, String kind) {
    List<Sql> joined =
        new ArrayList<>(
            Stream.concat(Stream.of(known.reference()), known.joined().stream()).toList());
    joined.add(Sql.format("i.kind = {}", Sql.of("?", kind)));
    joined.add(Sql.format("i.value = ({})::text", known.key()));
    return Sql.format(
        "select t.tableoid as part, t.ctid as place, i.person from {}, {}{}",
        known.from(schema.from(collection, "t")),
        identifiers("i"),
        Sql.where(joined));
  }

  /** Each round goes one reference further, until no row learns anything. */
  private void inherited() {
    int learned = 1;
    while (learned > 0) {
      learned = 0;
      for (String collection : collections) {
        for (Step step : OwnerSteps.ups(map.required(collection))) {
          if (collections.contains(step.to()) && map.references().tie(step) != Tie.PARTY) {
            learned += inherit(collection, step);
          }
        }
      }
      jdbc.update(
          """
          delete from %s u using %s r
          where r.collection = u.collection and r.part = u.part and r.place = u.place"""
              .formatted(UNTIED, ROWS));
    }
  }

  private int inherit(String collection, Step step) {
    return update(
        Sql.format(
            "insert into "
                + ROWS
                + " select distinct u.collection, u.part, u.place, r.person"
                + " from {} join {} on u.part = t.tableoid and u.place = t.ctid"
                + " join {} on {} join {} on {} where u.collection = {}",
            untied("u"),
            schema.from(collection, "t"),
            schema.from(step.to(), "p"),
            schema.joined(step, "t", "p"),
            rows("r"),
            isOf("r", step.to(), "p"),
            number(collection)));
  }

  private int update(Sql sql) {
    return jdbc.update(sql.text(), sql.values().toArray());
  }
}
