package fr.oubli.decision.keep;

import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.References.Step;
import fr.oubli.schema.sql.Keys;
import fr.oubli.schema.sql.MappedSchema;
import fr.oubli.schema.sql.ReferencePath;
import fr.oubli.schema.sql.Sql;
import java.util.ArrayList;
import java.util.List;

/**
 * The holds and restrictions that people registered. A hold on a row also keeps the rows that refer
 * to it, by whichever way: a hold on an invoice keeps its lines.
 *
 * @param collection of the rows that may be kept
 */
public record RegisteredHolds(MappedSchema schema, String collection) {

  static final String HOLD = "hold";
  public static final String RESTRICTION = "restriction";
  static final String REQUEST = "open request";

  /**
   * The row was found for a request of access or portability that is still open. It stays until the
   * answer is delivered.
   */
  Sql awaitedOn(String alias) {
    return Sql.format(
        "(select exists (select 1 from oubli.awaited_row)) and exists (select 1 from"
            + " oubli.awaited_row a where a.collection = {} and a.row_key = {})",
        Sql.of("?", collection),
        rowKey(alias));
  }

  /**
   * A hold of a kind bears on the row: on its collection, on itself, on a row that it refers to, or
   * on its person.
   */
  public Sql on(String alias, String kind) {
    Sql kindValue = Sql.of("?", kind);
    List<Sql> ways = new ArrayList<>(List.of(byKey(alias, kindValue)));
    if (schema.hasSubjects()) {
      ways.addAll(byIdentity(alias, kindValue));
    }
    // The first part is asked once per statement. Without any hold the rest then costs nothing.
    return Sql.format(
        "(select exists (select 1 from oubli.active_hold where kind = {})) and {}",
        kindValue,
        Sql.any(ways));
  }

  /** A hold on the collection, on the row, on a row that it refers to, or on its account. */
  private Sql byKey(String alias, Sql kind) {
    List<Sql> keys = new ArrayList<>();
    keys.add(Sql.of("h.collection = ? and h.row_key is null", collection));
    keys.add(holds("row", collection, rowKey(alias)));
    for (Collection parent : schema.ancestors(collection)) {
      for (List<Step> path : schema.allWaysUp(collection, parent.name())) {
        keys.add(
            holds(
                "row", parent.name(), Sql.format("({})::text", schema.lastReference(alias, path))));
      }
    }
    if (schema.hasSubjects()) {
      schema
          .subjectKey(alias, collection)
          .ifPresent(key -> keys.add(holds("subject", people(), Sql.format("({})::text", key))));
    }
    return Sql.format(
        "exists (select 1 from oubli.active_hold h where h.kind = {} and {})", kind, Sql.any(keys));
  }

  private static Sql holds(String scope, String collection, Sql key) {
    return Sql.format(
        "h.collection = {} and h.row_key = {} and h.scope = {}",
        Sql.of("?", collection),
        key,
        Sql.of("?", scope));
  }

  /** A person on whom there is a hold has an identity of the row, or of its account. */
  private List<Sql> byIdentity(String alias, Sql kind) {
    List<Sql> ways = new ArrayList<>();
    for (String identity : schema.subjectRule().samePersonBy()) {
      List<Sql> own = new ArrayList<>(schema.identities(alias, collection, identity));
      schema
          .pathUp(collection, people())
          .filter(path -> !path.isEmpty())
          .map(path -> new ReferencePath(schema, path))
          .map(
              upwards ->
                  upwards.value(
                      alias, account -> schema.identities(account, people(), identity).get(0)))
          .ifPresent(own::add);
      if (!own.isEmpty()) {
        ways.add(holderHas(identity, own, kind));
      }
    }
    return ways;
  }

  private Sql holderHas(String identity, List<Sql> own, Sql kind) {
    String holder = schema.freshAlias();
    Sql theirs = schema.identities(holder, people(), identity).get(0);
    return Sql.format(
        "exists (select 1 from oubli.active_hold h join {} on {} = h.row_key"
            + " where h.kind = {} and h.scope = 'subject'"
            + " and h.collection = {} and {} in ({}) and {} <> '')",
        schema.from(people(), holder),
        Sql.of(Keys.text(holder, schema.table(people()))),
        kind,
        Sql.of("?", people()),
        theirs,
        Sql.list(own),
        theirs);
  }

  private Sql rowKey(String alias) {
    return Sql.of(Keys.text(alias, schema.table(collection)));
  }

  private String people() {
    return schema.subjectRule().collection();
  }
}
