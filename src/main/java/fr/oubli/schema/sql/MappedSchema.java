package fr.oubli.schema.sql;

import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.datamap.References;
import fr.oubli.model.datamap.References.Step;
import fr.oubli.model.policy.ColumnName;
import fr.oubli.model.policy.Filter;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.policy.SubjectRule;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.catalog.Column;
import fr.oubli.schema.catalog.SqlName;
import fr.oubli.schema.catalog.Table;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The mapped tables together: their columns, their keys, the references between them and the
 * persons, as pieces of SQL.
 */
public final class MappedSchema {

  private final Policy policy;
  private final DataMap map;
  private final Catalog catalog;
  private final References references;
  private final boolean registers;
  private final ReferenceJoin joins;
  private final PersonWays persons;
  private final Belonging belonging;
  private final Map<String, List<Collection>> byTable;
  private final Map<String, List<Collection>> ancestors = new ConcurrentHashMap<>();
  private final AtomicInteger aliases = new AtomicInteger();

  public MappedSchema(Policy policy, DataMap map, Catalog catalog) {
    this(policy, map, catalog, true);
  }

  /**
   * @param registers whether Oubli's own tables are there to be asked
   */
  public MappedSchema(Policy policy, DataMap map, Catalog catalog, boolean registers) {
    this.policy = policy;
    this.map = map;
    this.catalog = catalog;
    this.references = map.references();
    this.registers = registers;
    this.joins = new ReferenceJoin(map, catalog);
    this.byTable = catalog.collections(map);
    this.persons = new PersonWays(map, joins, policy.subject());
    this.belonging = new Belonging(map, policy.subject());
  }

  /**
   * Whether Oubli's own tables are there. Before the first run they are not: nothing was approved
   * then, and no event was deleted.
   */
  public boolean hasRegisters() {
    return registers;
  }

  public Policy policy() {
    return policy;
  }

  public Catalog catalog() {
    return catalog;
  }

  public Table table(String collection) {
    return catalog.table(map.required(collection));
  }

  public Collection collection(String name) {
    return map.required(name);
  }

  /** The collection of a table by its quoted name. */
  public Optional<Collection> collectionOf(String quoted) {
    return byTable.getOrDefault(quoted, List.of()).stream().findFirst();
  }

  public Column column(ColumnName name) {
    return table(name.collection()).column(name.column());
  }

  public String freshAlias() {
    return "x" + aliases.incrementAndGet();
  }

  /** {@code "schema"."table" alias}. */
  public Sql from(String collection, String alias) {
    if (listed().has(collection)) {
      return Sql.format("{} " + alias, listed().rows(collection));
    }
    return Sql.of(SqlName.rowsOf(table(collection)) + " " + alias);
  }

  public Sql column(String alias, ColumnName name) {
    return Sql.of(alias + "." + SqlName.of(column(name)));
  }

  public Sql column(String alias, String collection, String field) {
    return column(alias, new ColumnName(collection, field));
  }

  /**
   * How the values of a field are read as dates.
   *
   * @throws IllegalArgumentException where nothing says how; the gates refuse that before
   */
  public DateReading reading(ColumnName name) {
    return readings(name.collection())
        .of(name.column())
        .orElseThrow(() -> new IllegalArgumentException(name + " is not a date"));
  }

  /** What is compared of a date of a row, in the way that its {@link #reading} says. */
  public Sql date(String alias, ColumnName name) {
    return readings(name.collection()).value(reading(name), alias);
  }

  /**
   * The same of a row that stands as a jsonb object.
   *
   * @param content the object
   */
  public Sql archivedDate(String content, String collection, DateReading reading) {
    Table table = table(collection);
    return reading.value(
        name -> {
          Column column = table.column(name);
          String key = SqlName.literal(name);
          return column.isJson()
              ? "(" + content + " -> " + key + ")"
              : "((" + content + " ->> " + key + ")::" + column.type() + ")";
        });
  }

  public DateReadings readings(String collection) {
    return new DateReadings(map.required(collection), table(collection), policy.zone());
  }

  /** A row and one of its dates as text for people, such as "orders 12 (ordered_at)". */
  public Sql named(ColumnName date, Sql key) {
    return Sql.format(
        "{} || {} || {}",
        Sql.of("?::text", date.collection() + " "),
        key,
        Sql.of("?::text", " (" + date.column() + ")"));
  }

  public Sql key(String alias, Table table) {
    return Sql.of(Keys.value(alias, table));
  }

  public Optional<List<Step>> pathUp(String from, String to) {
    return references.pathUp(from, to);
  }

  public List<List<Step>> allWaysUp(String from, String to) {
    return references.allWaysUp(from, to);
  }

  public Optional<References.Link> link(String from, String to) {
    return references.link(from, to);
  }

  /** A condition: the filter picks the row. A filter that says nothing of its collection does. */
  public Sql matches(String alias, String collection, Filter filter) {
    return filter.on(collection).map(new FilterSql(this, alias));
  }

  public SubjectRule subjectRule() {
    SubjectRule subject = policy.subject();
    if (subject == null) {
      throw new IllegalStateException("the policy names no subject collection");
    }
    return subject;
  }

  public boolean hasSubjects() {
    return policy.subject() != null;
  }

  /**
   * The key of the person that a row belongs to, of one of them where they are several; empty where
   * no way leads to persons.
   */
  public Optional<Sql> subjectKey(String alias, String collection) {
    SubjectRule subject = policy.subject();
    if (subject == null) {
      return Optional.empty();
    }
    String people = subject.collection();
    if (people.equals(collection)) {
      return Optional.of(key(alias, table(people)));
    }
    List<Sql> keys =
        persons().owners(collection).stream().map(way -> lastReference(alias, way)).toList();
    return switch (keys.size()) {
      case 0 -> Optional.empty();
      case 1 -> Optional.of(keys.get(0));
      default -> Optional.of(Sql.format("coalesce({})", Sql.list(keys)));
    };
  }

  /** The ways from a row to its persons. */
  public PersonWays persons() {
    return persons;
  }

  /** How rows belong to those on which a rule has conditions. */
  public Belonging belonging() {
    return belonging;
  }

  /** The ways of references that say to which row of another collection a row belongs. */
  public List<List<Step>> waysUp(String from, String to) {
    return persons.distinct(belonging.waysUp(from, to));
  }

  /** Whether a step leads to one row at most. */
  public boolean leadsToOne(Step step) {
    return joins.leadToOne(step);
  }

  private ListedIdentities listed() {
    return persons.listed();
  }

  /** By what accounts are one person's. */
  public AccountIdentities accounts() {
    return new AccountIdentities(this, listed());
  }

  /**
   * The row's own identities of a kind, in the form in which they are compared and indexed. Those
   * in an array are the elements', which stand below the row.
   */
  public List<Sql> identities(String alias, String collection, String kind) {
    if (listed().has(collection)) {
      return listed().identities(alias, collection, kind);
    }
    return map.required(collection).identities(kind).stream()
        .filter(field -> !FieldSql.isList(table(collection), field))
        .map(field -> FieldSql.text(alias, table(collection), field))
        .map(text -> Sql.of("lower(btrim(" + text + "))"))
        .toList();
  }

  /** A condition: two identities are the same. An empty identity is nobody's. */
  public static Sql same(Sql one, Sql other) {
    return Sql.format("{} = {} and {} <> ''", one, other, other);
  }

  /** The collections that references lead to from a collection, that of the persons left out. */
  public List<Collection> ancestors(String collection) {
    return ancestors.computeIfAbsent(collection, this::findAncestors);
  }

  private List<Collection> findAncestors(String collection) {
    Set<String> above = references.above(collection);
    return map.collections().stream()
        .filter(parent -> !hasSubjects() || !parent.name().equals(subjectRule().collection()))
        .filter(parent -> above.contains(parent.name()))
        .toList();
  }

  /** The key of the row at the end of a path; an empty path ends at the row itself. */
  public Sql end(String alias, String collection, List<Step> path) {
    return path.isEmpty() ? key(alias, table(collection)) : lastReference(alias, path);
  }

  /** The key of the row at the end of a path, without a join where the last reference holds it. */
  public Sql lastReference(String alias, List<Step> path) {
    Step first = path.get(0);
    if (path.size() == 1 && joins.tellKey(first)) {
      return joins.key(first, alias);
    }
    String parent = freshAlias();
    Sql key =
        path.size() == 1
            ? key(parent, table(first.to()))
            : lastReference(parent, path.subList(1, path.size()));
    Sql where = joined(first, alias, parent);
    Sql from = from(first.to(), parent);
    boolean several = table(Step.end(path)).primaryKey().size() > 1;
    if (first.down()) {
      // Of several owners one, and always the same.
      return Sql.format(
          "(select {} from {} where {} and {} is not null order by 1 limit 1)",
          key,
          from,
          where,
          key);
    }
    // In coalesce a composite key is one value, which PostgreSQL does not compare column by column.
    // Without the test a row of nulls would equal another row of nulls.
    return several
        ? Sql.format(
            "coalesce((select {} from {} where {} and {} is not null))", key, from, where, key)
        : Sql.format("(select {} from {} where {})", key, from, where);
  }

  /** The references to a collection that no foreign key guards, each from the row it points at. */
  public List<Step> unguarded(String parent) {
    return references.stepsDown(parent).stream()
        .filter(step -> !step.child().equals(step.parent()))
        .filter(step -> !joins.isForeignKey(step))
        .toList();
  }

  Sql startColumns(Step step, String from) {
    return listed().has(step.child())
        ? listed().startColumns(step, from)
        : joins.startColumns(step, from);
  }

  Sql endColumns(Step step, String to) {
    return listed().has(step.child()) ? listed().endColumns(step, to) : joins.endColumns(step, to);
  }

  /** The condition under which the reference of a row holds. */
  Sql holds(Step step, String child) {
    return listed().has(step.child()) ? Sql.TRUE : joins.condition(step, child);
  }

  /** Whether the columns of the reference hold the key of the end, which is one column. */
  boolean holdsKey(Step step, String end) {
    return table(end).primaryKey().size() == 1
        && !listed().has(step.child())
        && joins.tellKey(step);
  }

  /** A condition: the step leads from the row of one alias to the row of the other. */
  public Sql joined(Step step, String from, String to) {
    return listed().has(step.child()) ? listed().joined(step, from, to) : joins.on(step, from, to);
  }
}
