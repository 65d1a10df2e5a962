package fr.oubli.rights.transfer;

import fr.oubli.decision.Enforcement;
import fr.oubli.decision.person.TiedPeople;
import fr.oubli.model.datamap.Collection;
import fr.oubli.model.policy.Action;
import fr.oubli.model.policy.Rule;
import fr.oubli.rights.request.Right;
import fr.oubli.schema.catalog.Table;
import fr.oubli.schema.sql.Keys;
import fr.oubli.schema.sql.MappedSchema;
import fr.oubli.schema.sql.MaskSql;
import fr.oubli.schema.sql.MaskedField;
import fr.oubli.schema.sql.ReferencedKey;
import fr.oubli.schema.sql.Sql;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Everyone of whom a row would go, once per person, in a table of the snapshot. Who was erased is
 * not written to, and nothing of theirs goes: whoever is on the suppression list since an erasure,
 * even if they came back since, whose erasure is under way or was carried out in part, and whose
 * account is masked. Who objected to transfers stays too. An objection to marketing stops neither:
 * what is told here is information that is owed (GDPR art. 13 and 14) and sells nothing.
 */
final class AffectedPeople {

  /** One line a person: erased, objected, and in which notice they were told. */
  private static final String PEOPLE = "pg_temp.\"transfer: people\"";

  private final Snapshot snapshot;
  private final JdbcTemplate jdbc;
  private final Promise promise;
  private final MappedSchema schema;
  private final TiedPeople tied;

  private AffectedPeople(Snapshot snapshot, Promise promise) {
    this.snapshot = snapshot;
    this.jdbc = snapshot.jdbc();
    this.promise = promise;
    this.schema = promise.schema();
    jdbc.execute(Enforcement.ROOM);
    this.tied = TiedPeople.gather(schema, promise.map(), jdbc, promise.collections());
  }

  static AffectedPeople gather(Snapshot snapshot, Promise promise, long transfer) {
    AffectedPeople people = new AffectedPeople(snapshot, promise);
    people.make();
    people.masked();
    people.byRequests("erased", Right.ERASURE);
    people.byRequests("objected", Right.OBJECTION);
    new PersonDigests(snapshot, promise, people).mark(transfer);
    people.jdbc.execute("analyze " + PEOPLE);
    return people;
  }

  TiedPeople tied() {
    return tied;
  }

  MappedSchema schema() {
    return schema;
  }

  /** What stands after FROM. */
  static Sql people(String alias) {
    return Sql.of(PEOPLE + " " + alias);
  }

  /** How many rows of each collection that goes are tied to nobody; none where all are. */
  Map<String, Long> nobodys() {
    Map<String, Long> rows = new TreeMap<>();
    for (String collection : promise.goes()) {
      Sql counted =
          Sql.format(
              "select count(*) from {} where u.collection = {}",
              tied.untied("u"),
              tied.number(collection));
      long found = Objects.requireNonNull(jdbc.queryForObject(counted.text(), Long.class));
      if (found > 0) {
        rows.put(collection, found);
      }
    }
    return rows;
  }

  private void make() {
    snapshot.update(
        Sql.format(
            "create temporary table "
                + PEOPLE
                + " on commit drop as select distinct r.person, false as erased, false as objected,"
                + " null::int as notice from {} where r.collection in ({})",
            tied.rows("r"),
            Sql.list(promise.goes().stream().map(tied::number).toList())));
    jdbc.execute("create unique index on " + PEOPLE + " (person)");
    jdbc.execute("analyze " + PEOPLE);
  }

  /** Sets a column of the people whom a query finds. */
  void set(String column, Sql persons) {
    snapshot.update(
        Sql.format(
            "update " + PEOPLE + " p set " + column + " = true where p.person in ({})", persons));
  }

  /** Accounts of which a rule has masked all that it masks are nobody's any more. */
  private void masked() {
    Collection people = promise.map().required(promise.subject().collection());
    Table table = schema.table(people.name());
    for (Rule rule : promise.policy().rules()) {
      List<Sql> masked =
          rule.action(people.name())
              .filter(action -> action.masks() && action.maskedColumns().isEmpty())
              .map(action -> masked(people, table, action))
              .orElse(List.of());
      if (!masked.isEmpty()) {
        set("erased", accounts(people.name(), Sql.all(masked)));
      }
    }
  }

  private List<Sql> masked(Collection people, Table table, Action action) {
    return MaskedField.of(promise.policy(), people, table, action).stream()
        .map(field -> Sql.of(MaskSql.isMasked(field, table, "a", promise.policy().zone())))
        .toList();
  }

  private Sql accounts(String people, Sql condition) {
    return Sql.format(
        "select i.person from {}, {} where i.kind = 'account' and i.value = ({})::text and {}",
        schema.from(people, "a"),
        tied.identifiers("i"),
        ReferencedKey.ofRow(schema, "a", people),
        condition);
  }

  /**
   * By the rows that were found for their requests, since not everybody has an address that the
   * suppression list could know. An erasure counts as soon as it is asked for and until it is
   * refused; an objection to transfers once it was carried out.
   */
  private void byRequests(String column, Right right) {
    Sql requests =
        right == Right.ERASURE
            ? Sql.of(
                "select q.id from oubli.request q where q.kind = 'erasure' and q.state <> 'refused'"
                    + " and not q.without_answer")
            : Sql.of(
                "select q.id from oubli.request q where q.kind = 'objection' and q.scope = ? and exists"
                    + " (select from oubli.request_event e where e.request = q.id and e.step = ?)",
                TransferObjections.SCOPE,
                Right.OBJECTION.step());
    Sql found =
        Sql.format(
            "select distinct m.collection from oubli.request_match m where m.state = 'confirmed'"
                + " and m.part = 'owner' and m.request in ({})",
            requests);
    for (String collection :
        jdbc.queryForList(found.text(), String.class, found.values().toArray())) {
      if (collection.equals(promise.subject().collection())) {
        set(column, ofAccounts(requests));
      } else if (tied.hasRowsOf(collection)) {
        set(column, ofRequests(collection, requests));
      }
    }
  }

  private Sql ofAccounts(Sql requests) {
    return Sql.format(
        "select i.person from oubli.request_match m join {} on i.kind = 'account'"
            + " and i.value = m.row_key where m.collection = {} and m.state = 'confirmed'"
            + " and m.part = 'owner' and m.request in ({})",
        tied.identifiers("i"),
        Sql.of("?", promise.subject().collection()),
        requests);
  }

  private Sql ofRequests(String collection, Sql requests) {
    return Sql.format(
        "select r.person from oubli.request_match m join {} on {} join {} on {}"
            + " where m.collection = {} and m.state = 'confirmed' and m.part = 'owner'"
            + " and m.request in ({})",
        schema.from(collection, "t"),
        Keys.is("t", schema.table(collection), "m.row_key"),
        tied.rows("r"),
        tied.isOf("r", collection, "t"),
        Sql.of("?", collection),
        requests);
  }
}
