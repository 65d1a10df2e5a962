package fr.oubli.schema.catalog;

import fr.oubli.model.datamap.Collection;
import fr.oubli.model.policy.Action;
import fr.oubli.model.policy.Policy;
import java.util.ArrayList;
import java.util.List;

/**
 * Tables by their names, as a query asks for the parts of them that have files: a table itself, or
 * each partition of one. It is asked without a look into their schemas, which the role may not
 * have.
 *
 * @param names by which people know the tables
 */
public record StoredParts(List<String> names, List<String> schemas, List<String> tables) {

  /** How the table of the archive is told, which no collection can be called. */
  public static final String ARCHIVE = "oubli.archive";

  /** How Oubli's own tables of requests, holds and removals are told, all of them at once. */
  public static final String OWN = "oubli.registers";

  /** How the table is told in which PostgreSQL keeps examples of what columns hold. */
  public static final String EXAMPLES = "pg_statistic";

  /**
   * Those in which people can stand and end, and the history, in which an early version kept notes.
   */
  private static final List<String> OWN_TABLES =
      List.of(
          "request",
          "request_event",
          "request_identity",
          "request_note",
          "request_correction",
          "request_addressee",
          "request_match",
          "hold",
          "quarantine",
          "file_removal",
          "object_removal",
          "departed_event",
          "departed_tie",
          "planned_rows");

  /**
   * What begins a query with the values of {@link #values}: {@code part} has a row for each, with
   * nth and name of its table, and of its own oid, relation (its name in SQL), relowner,
   * reltablespace and reltoastrelid.
   */
  public static final String SQL =
      """
      with asked as (
        select a.nth, a.name, c.oid as root
        from unnest(?::text[], ?::text[], ?::text[]) with ordinality a(name, schema, tbl, nth)
        join pg_namespace n on n.nspname = a.schema
        join pg_class c on c.relnamespace = n.oid and c.relname = a.tbl),
      part as (
        select a.nth, a.name, c.oid, format('%I.%I', n.nspname, c.relname) as relation,
          c.relowner, c.reltablespace, c.reltoastrelid
        from asked a
        cross join lateral (
          select a.root as oid union select t.relid from pg_partition_tree(a.root) t where t.isleaf) p
        join pg_class c on c.oid = p.oid and c.relkind = 'r'
        join pg_namespace n on n.oid = c.relnamespace)
      """;

  /**
   * SQL, true where the role that asks may write a part {@code p} anew: its owner, the database's,
   * or whom a newer PostgreSQL lets maintain it.
   */
  public static final String MAINTAINED =
      """
      (pg_has_role(p.relowner, 'usage')
        or (select pg_has_role(d.datdba, 'usage') from pg_database d where d.datname = current_database())
        or case when current_setting('server_version_num')::int >= 170000
          then has_table_privilege(p.oid, 'maintain') else false end)""";

  public StoredParts {
    names = List.copyOf(names);
    schemas = List.copyOf(schemas);
    tables = List.copyOf(tables);
  }

  /** The tables of some collections, and the archive where a rule puts rows of them into it. */
  public static StoredParts of(List<Collection> collections, Policy policy) {
    return of(
        collections,
        policy.rules().stream()
            .anyMatch(
                rule ->
                    collections.stream()
                        .flatMap(each -> rule.action(each.name()).stream())
                        .anyMatch(Action::archives)));
  }

  /** The tables of some collections, and the archive, whatever rules archive today. */
  public static StoredParts withArchive(List<Collection> collections) {
    return of(collections, true);
  }

  private static StoredParts of(List<Collection> collections, boolean archive) {
    List<String> names = new ArrayList<>();
    List<String> schemas = new ArrayList<>();
    List<String> tables = new ArrayList<>();
    for (Collection each : collections) {
      names.add(each.name());
      schemas.add(each.schema());
      tables.add(each.table());
    }
    if (archive) {
      names.add(ARCHIVE);
      schemas.add("oubli");
      tables.add("archive");
    }
    return new StoredParts(names, schemas, tables);
  }

  /** The same and Oubli's own tables; those that an earlier version does not have are left out. */
  public StoredParts withOwn() {
    return with(OWN, "oubli", OWN_TABLES);
  }

  /** The same and the table of PostgreSQL's examples. */
  public StoredParts withExamples() {
    return with(EXAMPLES, "pg_catalog", List.of("pg_statistic"));
  }

  private StoredParts with(String name, String schema, List<String> more) {
    List<String> allNames = new ArrayList<>(names);
    List<String> allSchemas = new ArrayList<>(schemas);
    List<String> allTables = new ArrayList<>(tables);
    for (String table : more) {
      allNames.add(name);
      allSchemas.add(schema);
      allTables.add(table);
    }
    return new StoredParts(allNames, allSchemas, allTables);
  }

  /** The values of {@link #SQL}, and those that follow them in a query. */
  public Object[] values(Object... more) {
    List<Object> values = new ArrayList<>();
    values.add(names.toArray(String[]::new));
    values.add(schemas.toArray(String[]::new));
    values.add(tables.toArray(String[]::new));
    values.addAll(List.of(more));
    return values.toArray();
  }
}
