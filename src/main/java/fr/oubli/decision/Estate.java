package fr.oubli.decision;

import fr.oubli.catalog.Catalog;
import fr.oubli.catalog.Column;
import fr.oubli.catalog.FieldSql;
import fr.oubli.catalog.SqlName;
import fr.oubli.catalog.Table;
import fr.oubli.datamap.Collection;
import fr.oubli.datamap.DataMap;
import fr.oubli.datamap.References;
import fr.oubli.datamap.References.Step;
import fr.oubli.policy.ColumnName;
import fr.oubli.policy.Filter;
import fr.oubli.policy.Policy;
import fr.oubli.policy.SubjectRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The mapped tables as one whole: columns, keys, paths and persons, ready to be put into SQL. */
final class Estate {

  private final Policy policy;
  private final DataMap map;
  private final Catalog catalog;
  private final References references;
  private final boolean registers;
  private final Joins joins;
  private final AtomicInteger aliases = new AtomicInteger();

  Estate(Policy policy, DataMap map, Catalog catalog) {
    this(policy, map, catalog, true);
  }

  /**
   * @param registers whether Oubli's own tables are there to be asked
   */
  Estate(Policy policy, DataMap map, Catalog catalog, boolean registers) {
    this.policy = policy;
    this.map = map;
    this.catalog = catalog;
    this.references = new References(map);
    this.registers = registers;
    this.joins = new Joins(map, catalog);
  }

  /** False before the first run, when nothing was approved and no event can have gone. */
  boolean hasRegisters() {
    return registers;
  }

  Policy policy() {
    return policy;
  }

  Catalog catalog() {
    return catalog;
  }

  Table table(String collection) {
    return catalog.table(map.required(collection));
  }

  Collection collection(String name) {
    return map.required(name);
  }

  /** The collection of a table by its quoted name. */
  Optional<Collection> collectionOf(String quoted) {
    return map.collections().stream()
        .filter(collection -> SqlName.of(catalog.table(collection)).equals(quoted))
        .findFirst();
  }

  Column column(ColumnName name) {
    return table(name.collection()).column(name.column());
  }

  String freshAlias() {
    return "x" + aliases.incrementAndGet();
  }

  /** {@code "schema"."table" alias}. */
  Sql from(String collection, String alias) {
    return Sql.of(SqlName.rowsOf(table(collection)) + " " + alias);
  }

  Sql column(String alias, ColumnName name) {
    return Sql.of(alias + "." + SqlName.of(column(name)));
  }

  Sql column(String alias, String collection, String field) {
    return column(alias, new ColumnName(collection, field));
  }

  /** A row by its key, and a date of it: "orders 12 (ordered_at)". */
  Sql named(ColumnName date, Sql key) {
    return Sql.format(
        "{} || {} || {}",
        Sql.of("?::text", date.collection() + " "),
        key,
        Sql.of("?::text", " (" + date.column() + ")"));
  }

  Sql key(String alias, Table table) {
    return Sql.of(Keys.value(alias, table));
  }

  Optional<List<Step>> pathUp(String from, String to) {
    return references.pathUp(from, to);
  }

  List<List<Step>> allWaysUp(String from, String to) {
    return references.allWaysUp(from, to);
  }

  Optional<References.Link> link(String from, String to) {
    return references.link(from, to);
  }

  /** The rows of a collection that a filter picks. */
  Sql matches(String alias, String collection, Filter filter) {
    return Sql.all(
        filter.on(collection).entrySet().stream()
            .map(entry -> oneOf(column(alias, entry.getKey()), entry.getValue()))
            .toList());
  }

  private static Sql oneOf(Sql column, List<@Nullable String> allowed) {
    List<Sql> ways = new ArrayList<>();
    List<Sql> listed = new ArrayList<>();
    for (String value : allowed) {
      if (value == null) {
        ways.add(Sql.format("{} is null", column));
      } else {
        listed.add(Sql.of("?", value));
      }
    }
    if (!listed.isEmpty()) {
      ways.add(Sql.format("{}::text in ({})", column, Sql.list(listed)));
    }
    return Sql.format("coalesce({}, false)", Sql.any(ways));
  }

  SubjectRule subjectRule() {
    SubjectRule subject = policy.subject();
    if (subject == null) {
      throw new IllegalStateException("the policy names no subject collection");
    }
    return subject;
  }

  boolean hasSubjects() {
    return policy.subject() != null;
  }

  /** The key of the person a row belongs to, where references lead there. */
  Optional<Sql> subjectKey(String alias, String collection) {
    SubjectRule subject = policy.subject();
    if (subject == null) {
      return Optional.empty();
    }
    String people = subject.collection();
    if (people.equals(collection)) {
      return Optional.of(key(alias, table(people)));
    }
    return pathUp(collection, people).map(path -> lastReference(alias, path));
  }

  /** The row's own identities of a kind, normalised as the policy compares them. */
  List<Sql> identities(String alias, String collection, String kind) {
    return map.required(collection).identities(kind).stream()
        .map(field -> FieldSql.text(alias, table(collection), field))
        .map(text -> Sql.of("lower(btrim(" + text + "))"))
        .toList();
  }

  /** One identity is another, each as its index has it; an empty one is nobody's. */
  static Sql same(Sql one, Sql other) {
    return Sql.format("{} = {} and {} <> ''", one, other, other);
  }

  /** The collections that a row's references can lead up to, persons left out. */
  List<Collection> ancestors(String collection) {
    return map.collections().stream()
        .filter(parent -> !parent.name().equals(collection))
        .filter(parent -> !hasSubjects() || !parent.name().equals(subjectRule().collection()))
        .filter(parent -> pathUp(collection, parent.name()).isPresent())
        .toList();
  }

  /** The key of the row at the end of a path that starts at a collection's row. */
  Sql end(String alias, String collection, List<Step> path) {
    return path.isEmpty() ? key(alias, table(collection)) : lastReference(alias, path);
  }

  /** The key of the row that the way up ends at, as the last reference tells it. */
  Sql lastReference(String alias, List<Step> path) {
    Step first = path.get(0);
    if (path.size() == 1 && joins.tellKey(first)) {
      return joins.key(first, alias);
    }
    String parent = freshAlias();
    Sql key =
        path.size() == 1
            ? key(parent, table(first.parent()))
            : lastReference(parent, path.subList(1, path.size()));
    Sql where = joined(first, alias, parent);
    Sql from = from(first.parent(), parent);
    boolean several = table(path.get(path.size() - 1).parent()).primaryKey().size() > 1;
    // Wrapped, a row is one value, which PostgreSQL does not compare column by column; and a row of
    // nulls would equal another.
    return several
        ? Sql.format(
            "coalesce((select {} from {} where {} and {} is not null))", key, from, where, key)
        : Sql.format("(select {} from {} where {})", key, from, where);
  }

  /** The row of one alias refers to the row of the other. */
  Sql joined(Step step, String child, String parent) {
    return joins.on(step, child, parent);
  }
}
