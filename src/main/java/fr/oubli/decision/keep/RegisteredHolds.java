package fr.oubli.decision.keep;

import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.References.Step;
import fr.oubli.schema.catalog.Table;
import fr.oubli.schema.sql.AccountIdentities.AccountIdentity;
import fr.oubli.schema.sql.Keys;
import fr.oubli.schema.sql.MappedSchema;
import fr.oubli.schema.sql.ReferencePath;
import fr.oubli.schema.sql.ReferencedKey;
import fr.oubli.schema.sql.Sql;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The holds and restrictions that people registered. A hold on a row also keeps the rows that refer
 * to it, by whichever way: a hold on an invoice keeps its lines. A hold on a person keeps every row
 * that concerns them, and one that is narrowed to what is theirs keeps the rows that they own.
 *
 * @param collection of the rows that may be kept
 * @param inForce what is registered; null where anything may be
 */
public record RegisteredHolds(
    MappedSchema schema, String collection, @Nullable HoldsInForce inForce) {

  static final String HOLD = "hold";
  public static final String RESTRICTION = "restriction";
  public static final String REQUEST = "open request";

  private static final String OF_COLLECTION = "collection";
  private static final String OF_ROW = "row";
  private static final String OF_SUBJECT = "subject";
  private static final String OF_OWN = "owner";

  private static final Sql OF_OWNER = Sql.of("h.scope in ('subject', 'owner')");
  private static final Sql OF_PARTY = Sql.of("h.scope = 'subject'");

  /** Of whatever may be registered. */
  public RegisteredHolds(MappedSchema schema, String collection) {
    this(schema, collection, null);
  }

  /**
   * The row was found for a request of access or portability that is still open. It stays until the
   * answer is delivered.
   */
  Sql awaitedOn(String alias) {
    return inForce != null && !inForce.awaited() ? Sql.FALSE : awaited(alias);
  }

  private Sql awaited(String alias) {
    return Sql.format(
        "(select exists (select 1 from oubli.awaited_row)) and exists (select 1 from"
            + " oubli.awaited_row a where a.collection = {} and a.row_key = {})",
        Sql.of("?", collection),
        rowKey(alias));
  }

  /** A hold or a restriction bears on a whole collection. */
  public static Sql onCollection(String collection) {
    return Sql.of(
        "exists (select 1 from oubli.active_hold h where h.collection = ? and h.row_key is null)",
        collection);
  }

  /**
   * A hold of a kind bears on the row: on its collection, on itself, on a row that it refers to, or
   * on its person.
   */
  public Sql on(String alias, String kind) {
    Sql kindValue = Sql.of("?", kind);
    List<Sql> ways = new ArrayList<>(List.of(byKey(alias, kind)));
    if (schema.hasSubjects() && ofOwners(kind)) {
      ways.addAll(byIdentity(alias, kind));
    }
    if (Sql.any(ways).equals(Sql.FALSE)) {
      return Sql.FALSE;
    }
    // The first part is asked once per statement. Without any hold the rest then costs nothing.
    return Sql.format(
        "(select exists (select 1 from oubli.active_hold where kind = {})) and {}",
        kindValue,
        Sql.any(ways));
  }

  /**
   * A hold on the collection, on the row, on a row that it refers to, or on a person of the row.
   */
  private Sql byKey(String alias, String kind) {
    List<Sql> keys = new ArrayList<>();
    if (mayBe(kind, OF_COLLECTION, collection)) {
      keys.add(Sql.of("h.collection = ? and h.row_key is null", collection));
    }
    if (mayBe(kind, OF_ROW, collection)) {
      keys.add(holds(OF_ROW, collection, rowKey(alias)));
    }
    for (Collection parent : schema.ancestors(collection)) {
      if (mayBe(kind, OF_ROW, parent.name())) {
        for (List<Step> path : schema.allWaysUp(collection, parent.name())) {
          keys.add(
              holds(
                  OF_ROW,
                  parent.name(),
                  Sql.format("({})::text", schema.lastReference(alias, path))));
        }
      }
    }
    below().stream()
        .filter(way -> mayBe(kind, OF_ROW, Step.end(way)))
        .forEach(way -> keys.add(holdsRow(way, alias)));
    owners(kind).forEach(way -> keys.add(holdsPerson(way, alias, OF_OWNER)));
    parties(kind).forEach(way -> keys.add(holdsPerson(way, alias, OF_PARTY)));
    return keys.isEmpty()
        ? Sql.FALSE
        : Sql.format(
            "exists (select 1 from oubli.active_hold h where h.kind = {} and {})",
            Sql.of("?", kind),
            Sql.any(keys));
  }

  /** Whether a hold of a kind may be on rows, persons or the whole of a collection. */
  private boolean mayBe(String kind, String scope, String on) {
    return inForce == null || inForce.any(kind, scope, on);
  }

  private boolean ofOwners(String kind) {
    return mayBe(kind, OF_SUBJECT, people()) || mayBe(kind, OF_OWN, people());
  }

  private List<List<Step>> owners(String kind) {
    return schema.hasSubjects() && ofOwners(kind) ? schema.persons().owners(collection) : List.of();
  }

  private List<List<Step>> parties(String kind) {
    return schema.hasSubjects() && mayBe(kind, OF_SUBJECT, people())
        ? schema.persons().parties(collection)
        : List.of();
  }

  private static Sql holds(String scope, String collection, Sql key) {
    return Sql.format(
        "h.collection = {} and h.row_key = {} and h.scope = {}",
        Sql.of("?", collection),
        key,
        Sql.of("?", scope));
  }

  /** A hold on a person to whom a way leads. */
  private Sql holdsPerson(List<Step> way, String alias, Sql scope) {
    Table accounts = schema.table(people());
    Sql key;
    if (Step.anyDown(way)) {
      ReferencedKey end =
          ReferencedKey.through(schema, way, alias, row -> Sql.of(Keys.text(row, accounts)));
      key = Sql.format("in (select {} from {}{})", end.key(), Sql.list(end.tables()), end.where());
    } else {
      Sql end = way.isEmpty() ? schema.key(alias, accounts) : schema.lastReference(alias, way);
      key = Sql.format("= ({})::text", end);
    }
    return Sql.format(
        "h.collection = {} and h.row_key {} and {}", Sql.of("?", people()), key, scope);
  }

  /** The ways to the rows below that tell whose the row is: a hold on one of them keeps it too. */
  private Set<List<Step>> below() {
    Set<List<Step>> below = new LinkedHashSet<>();
    Stream.concat(
            schema.persons().owners(collection).stream(),
            schema.persons().identifiedByRows(collection).stream())
        .forEach(
            way -> {
              for (int i = 0; i < way.size(); i++) {
                if (way.get(i).down() && !way.get(i).to().equals(people())) {
                  below.add(way.subList(0, i + 1));
                }
              }
            });
    return below;
  }

  private Sql holdsRow(List<Step> way, String alias) {
    String end = Step.end(way);
    ReferencedKey row =
        ReferencedKey.through(
            schema, way, alias, each -> Sql.of(Keys.text(each, schema.table(end))));
    return Sql.format(
        "h.collection = {} and h.scope = 'row' and h.row_key in (select {} from {}{})",
        Sql.of("?", end),
        row.key(),
        Sql.list(row.tables()),
        row.where());
  }

  /** A person on whom there is a hold has an identity of the row, or of a person of the row. */
  private List<Sql> byIdentity(String alias, String kind) {
    List<Sql> ways = new ArrayList<>();
    Sql kindValue = Sql.of("?", kind);
    for (String identity : schema.subjectRule().samePersonBy()) {
      List<Sql> own = new ArrayList<>(schema.identities(alias, collection, identity));
      if (!collection.equals(people())) {
        own.addAll(ofAccounts(owners(kind), alias, identity));
      }
      schema
          .persons()
          .identified(collection)
          .forEach(way -> own.addAll(below(way, alias, identity)));
      List<Sql> others = ofAccounts(parties(kind), alias, identity);
      // Each apart: joined by "or" they would make PostgreSQL read every person.
      ways.addAll(holderHas(identity, own, kindValue, OF_OWNER));
      ways.addAll(holderHas(identity, others, kindValue, OF_PARTY));
    }
    return ways;
  }

  private List<Sql> ofAccounts(List<List<Step>> all, String alias, String identity) {
    List<Sql> found = new ArrayList<>();
    for (List<Step> way : all) {
      for (AccountIdentity of : schema.accounts().of(identity)) {
        List<Step> whole = Stream.concat(way.stream(), of.way().stream()).toList();
        found.add(end(whole, alias, of.value()));
      }
    }
    return found;
  }

  private List<Sql> below(List<Step> way, String alias, String identity) {
    String carrier = Step.end(way);
    List<Sql> found = new ArrayList<>();
    for (int i = 0; i < schema.identities(alias, carrier, identity).size(); i++) {
      int which = i;
      found.add(end(way, alias, row -> schema.identities(row, carrier, identity).get(which)));
    }
    return found;
  }

  /** A value at the end of a way, or a query of them where it may end at several rows. */
  private Sql end(List<Step> way, String alias, Function<String, Sql> value) {
    if (!Step.anyDown(way)) {
      return new ReferencePath(schema, way).value(alias, value);
    }
    ReferencedKey end = ReferencedKey.through(schema, way, alias, value);
    return Sql.format("select {} from {}{}", end.key(), Sql.list(end.tables()), end.where());
  }

  private List<Sql> holderHas(String identity, List<Sql> theirs, Sql kind, Sql scope) {
    List<Sql> single = theirs.stream().filter(value -> !isQuery(value)).toList();
    List<Sql> ways = new ArrayList<>();
    for (AccountIdentity of : schema.accounts().of(identity)) {
      if (!single.isEmpty()) {
        ways.add(holderIsAmong(of, Sql.list(single), kind, scope));
      }
      theirs.stream()
          .filter(RegisteredHolds::isQuery)
          .forEach(query -> ways.add(holderIsAmong(of, query, kind, scope)));
    }
    return ways;
  }

  private Sql holderIsAmong(AccountIdentity of, Sql theirs, Sql kind, Sql scope) {
    String holder = schema.freshAlias();
    ReferencedKey identity = ReferencedKey.through(schema, of.way(), holder, of.value());
    Sql held = identity.key();
    return Sql.format(
        "exists (select 1 from oubli.active_hold h join {} on {} = h.row_key"
            + " where h.kind = {} and {} and h.collection = {} and {} in ({}) and {} <> '')",
        identity.crossed(schema.from(people(), holder)),
        identity.when(Sql.of(Keys.text(holder, schema.table(people())))),
        kind,
        scope,
        Sql.of("?", people()),
        held,
        theirs,
        held);
  }

  private static boolean isQuery(Sql value) {
    return value.text().startsWith("select ");
  }

  private Sql rowKey(String alias) {
    return Sql.of(Keys.text(alias, schema.table(collection)));
  }

  private String people() {
    return schema.subjectRule().collection();
  }
}
