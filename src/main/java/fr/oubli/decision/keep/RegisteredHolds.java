package fr.oubli.decision.keep;

import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.References.Step;
import fr.oubli.schema.sql.Keys;
import fr.oubli.schema.sql.LookupStyle;
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

  private static final String OPEN = "ended_on is null and kind in ('access', 'portability')";

  /**
   * The row was found for a request of access or portability that is still open. It stays until the
   * answer is delivered.
   */
  Sql awaitedOn(String alias) {
    return Sql.format(
        "(select exists (select 1 from oubli.request where "
            + OPEN
            + ")) and exists (select 1 from oubli.request_match m join oubli.request on id = m.request"
            + " where m.collection = {} and m.row_key = {} and m.state <> 'rejected' and "
            + OPEN
            + ")",
        Sql.of("?", collection),
        rowKey(alias));
  }

  /**
   * A hold of a kind bears on the row: on its collection, on itself, on a row that it refers to, or
   * on its person.
   */
  public Sql on(String alias, String kind) {
    Sql kindValue = Sql.of("?", kind);
    List<Sql> ways = new ArrayList<>();
    ways.add(held(kindValue, "collection", collection, Sql.of("null::text")));
    ways.add(held(kindValue, "row", collection, rowKey(alias)));
    for (Collection parent : schema.ancestors(collection)) {
      for (List<Step> path : schema.allWaysUp(collection, parent.name())) {
        ways.add(
            held(
                kindValue,
                "row",
                parent.name(),
                Sql.format("({})::text", schema.lastReference(alias, path))));
      }
    }
    if (schema.hasSubjects()) {
      ways.addAll(bySubject(alias, kindValue));
    }
    // The first part is asked once per statement. Without any hold the rest then costs nothing.
    return Sql.format(
        "(select exists (select 1 from oubli.hold where released_at is null and kind = {})) and {}",
        kindValue,
        Sql.any(ways));
  }

  private List<Sql> bySubject(String alias, Sql kind) {
    List<Sql> ways = new ArrayList<>();
    String people = schema.subjectRule().collection();
    schema
        .subjectKey(alias, collection)
        .ifPresent(key -> ways.add(held(kind, "subject", people, Sql.format("({})::text", key))));
    for (String identity : schema.subjectRule().samePersonBy()) {
      for (Sql own : schema.identities(alias, collection, identity)) {
        ways.add(holderHas(identity, own, kind));
      }
      schema
          .pathUp(collection, people)
          .filter(path -> !path.isEmpty())
          .map(path -> new ReferencePath(schema, path))
          .map(
              upwards ->
                  upwards.test(
                      alias,
                      LookupStyle.PROBES,
                      account ->
                          holderHas(
                              identity, schema.identities(account, people, identity).get(0), kind)))
          .ifPresent(ways::add);
    }
    return ways;
  }

  /** A person on whom there is a hold has the identity. */
  private Sql holderHas(String identity, Sql value, Sql kind) {
    String people = schema.subjectRule().collection();
    String holder = schema.freshAlias();
    return Sql.format(
        "exists (select 1 from oubli.hold h join {} on {} = h.row_key"
            + " where h.released_at is null and h.kind = {} and h.scope = 'subject'"
            + " and h.collection = {} and {})",
        schema.from(people, holder),
        Sql.of(Keys.text(holder, schema.table(people))),
        kind,
        Sql.of("?", people),
        MappedSchema.same(schema.identities(holder, people, identity).get(0), value));
  }

  private Sql rowKey(String alias) {
    return Sql.of(Keys.text(alias, schema.table(collection)));
  }

  private static Sql held(Sql kind, String scope, String collection, Sql key) {
    Sql match = scope.equals("collection") ? Sql.TRUE : Sql.format("h.row_key = {}", key);
    return Sql.format(
        "exists (select 1 from oubli.hold h where h.released_at is null and h.kind = {}"
            + " and h.scope = {} and h.collection = {} and {})",
        kind,
        Sql.of("?", scope),
        Sql.of("?", collection),
        match);
  }
}
