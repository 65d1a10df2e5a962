package fr.oubli.rights.request;

import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.datamap.Field;
import fr.oubli.model.datamap.References.Step;
import fr.oubli.model.datamap.Tie;
import fr.oubli.model.policy.SubjectRule;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.catalog.SqlName;
import fr.oubli.schema.catalog.Table;
import fr.oubli.schema.sql.FieldSql;
import fr.oubli.schema.sql.Keys;
import fr.oubli.schema.sql.Sql;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Where the search for a person looks, given by what they are known. Of a collection in which it
 * does not look, nobody may say that nothing was found there.
 *
 * @param subject null where the policy names no persons: nothing is searched then
 */
public record SearchReach(DataMap map, @Nullable SubjectRule subject, Set<String> kinds) {

  public SearchReach {
    kinds = Set.copyOf(kinds);
  }

  /** With the identities of a request, and those of the accounts that are the person's. */
  public static SearchReach of(
      JdbcTemplate jdbc,
      DataMap map,
      Catalog catalog,
      @Nullable SubjectRule subject,
      long request) {
    return Objects.requireNonNull(
        ofAll(jdbc, map, catalog, subject, List.of(request)).get(request));
  }

  /** The same for several requests, with each question asked once for all of them. */
  public static Map<Long, SearchReach> ofAll(
      JdbcTemplate jdbc,
      DataMap map,
      Catalog catalog,
      @Nullable SubjectRule subject,
      List<Long> requests) {
    Map<Long, Set<String>> kinds = new HashMap<>();
    requests.forEach(request -> kinds.put(request, new HashSet<>()));
    Long[] all = requests.toArray(Long[]::new);
    jdbc.query(
        "select request, kind from oubli.request_identity where request = any(?)"
            + " and not of_rows_alone",
        row -> {
          kinds
              .computeIfAbsent(row.getLong("request"), request -> new HashSet<>())
              .add(row.getString("kind"));
        },
        (Object) all);
    if (subject != null) {
      Collection accounts = map.required(subject.collection());
      for (Field field : accounts.fields()) {
        String kind = field.identity();
        if (kind != null && kinds.values().stream().anyMatch(known -> !known.contains(kind))) {
          carriers(jdbc, catalog, accounts, field, all)
              .forEach(request -> kinds.computeIfAbsent(request, any -> new HashSet<>()).add(kind));
        }
      }
    }
    Map<Long, SearchReach> reaches = new HashMap<>();
    kinds.forEach((request, known) -> reaches.put(request, new SearchReach(map, subject, known)));
    return reaches;
  }

  /** The requests of people of whom an account has an identity in a field. */
  private static List<Long> carriers(
      JdbcTemplate jdbc, Catalog catalog, Collection accounts, Field field, Long[] requests) {
    Table table = catalog.table(accounts);
    return jdbc.queryForList(
        "select distinct m.request from %s t join oubli.request_match m on %s"
                .formatted(SqlName.rowsOf(table), Keys.is("t", table, "m.row_key").text())
            + " where m.request = any(?) and m.collection = ? and m.state = 'confirmed'"
            + " and m.part = 'owner' and "
            + FieldSql.any("t", table, field, text -> Sql.format("btrim({}) <> ''", text)).text(),
        Long.class,
        requests,
        accounts.name());
  }

  /**
   * The collections in which rows are looked for: by an identity, or by references from and to rows
   * that are found.
   */
  public Set<String> searched() {
    Set<String> searched = new HashSet<>();
    if (subject == null) {
      return searched;
    }
    map.collections().stream()
        .filter(each -> each.name().equals(subject.collection()) || byIdentity(each))
        .forEach(each -> searched.add(each.name()));
    boolean more = true;
    while (more) {
      more =
          map.collections().stream()
              .filter(each -> !searched.contains(each.name()))
              .filter(each -> byReference(each, searched))
              .map(each -> searched.add(each.name()))
              .toList()
              .contains(true);
    }
    return searched;
  }

  private boolean byIdentity(Collection collection) {
    return kinds.stream()
        .anyMatch(
            kind ->
                !collection.identities(kind).isEmpty()
                    || !collection.claims(kind).isEmpty()
                    || kind.startsWith(collection.name() + ".")
                    || (kind.equals(Identity.NAME) && hasNames(collection)));
  }

  private static boolean hasNames(Collection collection) {
    return has(collection, "user.name")
        || (has(collection, "user.name.first") && has(collection, "user.name.last"));
  }

  private static boolean has(Collection collection, String category) {
    return collection.fields().stream().anyMatch(field -> field.categories().contains(category));
  }

  private boolean byReference(Collection collection, Set<String> searched) {
    boolean up =
        collection.fields().stream()
            .flatMap(field -> field.references().stream())
            .anyMatch(reference -> searched.contains(reference.collection()));
    return up
        || map.references().stepsDown(collection.name()).stream()
            .filter(step -> collection.personal() || tells(step))
            .anyMatch(step -> searched.contains(step.to()));
  }

  private boolean tells(Step step) {
    return map.references().tie(step) == Tie.IDENTIFIES;
  }

  /** Collections with data of persons in which nobody can be looked for. */
  public List<Collection> notSearched() {
    if (subject == null) {
      return List.of();
    }
    Set<String> searched = searched();
    return map.collections().stream()
        .filter(Collection::personal)
        .filter(collection -> !searched.contains(collection.name()))
        .toList();
  }

  /** What the officer is told of them; empty where there are none. */
  public static List<String> warning(List<Collection> notSearched) {
    return notSearched.isEmpty()
        ? List.of()
        : List.of(
            "not searched, because nothing ties rows to the person: "
                + String.join(", ", notSearched.stream().map(Collection::name).toList()),
            "say in the map what ties them (references, tie: identifies, identity), or name rows"
                + " with --field COLLECTION.FIELD=VALUE");
  }
}
