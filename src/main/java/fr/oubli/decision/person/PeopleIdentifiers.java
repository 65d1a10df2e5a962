package fr.oubli.decision.person;

import fr.oubli.model.datamap.References.Step;
import fr.oubli.schema.catalog.SqlName;
import fr.oubli.schema.sql.AccountIdentities.AccountIdentity;
import fr.oubli.schema.sql.MappedSchema;
import fr.oubli.schema.sql.ReferencedKey;
import fr.oubli.schema.sql.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What all people are known by, and which of it is one person's: the key of an account and the
 * identities that the account has, and with them every account that has one of these. An identity
 * that no account has is a person of its own, such as a guest's; where a guest's row has several,
 * they are one person's. An order on one account with the e-mail of another makes nobody one
 * person: it is tied to both.
 */
final class PeopleIdentifiers {

  private static final String TABLE = temporary("identifiers");
  private static final String NUMBERED = temporary("numbered");
  private static final String SAME = temporary("same person");

  private final MappedSchema schema;
  private final JdbcTemplate jdbc;
  private final List<String> collections;

  PeopleIdentifiers(MappedSchema schema, JdbcTemplate jdbc, List<String> collections) {
    this.schema = schema;
    this.jdbc = jdbc;
    this.collections = collections;
  }

  static Sql table(String alias) {
    return Sql.of(TABLE + " " + alias);
  }

  void gather() {
    make(
        NUMBERED,
        Sql.format(
            "select row_number() over (order by kind, value) as id, kind, value"
                + " from (select distinct kind, value from ({}) found where value <> '') one",
            Sql.union(found())));
    make(SAME, Sql.union(same()));
    unite();
    jdbc.execute("create unique index on " + TABLE + " (kind, value)");
  }

  private List<Sql> found() {
    List<Sql> found = new ArrayList<>();
    found.add(
        Sql.format(
            "select {} as kind, ({})::text as value from {}",
            value(PersonIdentifiers.ACCOUNT),
            account("a"),
            schema.from(people(), "a")));
    for (String kind : schema.subjectRule().samePersonBy()) {
      for (ReferencedKey identity : schema.accounts().from("a", kind)) {
        found.add(found(kind, identity, schema.from(people(), "a")));
      }
      for (String collection : collections) {
        if (!collection.equals(people())) {
          of("t", collection, kind)
              .forEach(identity -> found.add(found(kind, identity, schema.from(collection, "t"))));
        }
      }
    }
    return found;
  }

  private static Sql found(String kind, ReferencedKey identity, Sql rows) {
    return Sql.format(
        "select {}, {} from {}{}",
        value(kind),
        identity.key(),
        identity.from(rows),
        Sql.where(joined(identity)));
  }

  /** The identities of a kind that a row carries, or that rows below carry for it. */
  List<ReferencedKey> of(String row, String collection, String kind) {
    if (collection.equals(people())) {
      return schema.accounts().of(kind).stream().map(each -> identity(row, each)).toList();
    }
    List<List<Step>> ways = new ArrayList<>(List.of(List.of()));
    ways.addAll(schema.persons().identified(collection));
    List<ReferencedKey> identities = new ArrayList<>();
    for (List<Step> way : ways) {
      String carrier = way.isEmpty() ? collection : Step.end(way);
      for (int i = 0; i < schema.identities(row, carrier, kind).size(); i++) {
        int which = i;
        identities.add(
            ReferencedKey.through(
                schema, way, row, end -> schema.identities(end, carrier, kind).get(which)));
      }
    }
    return identities;
  }

  private ReferencedKey identity(String row, AccountIdentity each) {
    return ReferencedKey.through(schema, each.way(), row, each.value());
  }

  /** Pairs of identifiers that are one person's. */
  private List<Sql> same() {
    List<Sql> same = new ArrayList<>();
    same.add(Sql.of("select 0::bigint as one, 0::bigint as other where false"));
    for (String kind : schema.subjectRule().samePersonBy()) {
      for (ReferencedKey identity : schema.accounts().from("a", kind)) {
        List<Sql> joined = new ArrayList<>(joined(identity));
        joined.addAll(is("k", PersonIdentifiers.ACCOUNT, Sql.format("({})::text", account("a"))));
        joined.addAll(is("i", kind, identity.key()));
        same.add(pairs(identity.from(schema.from(people(), "a")), joined));
      }
    }
    for (String collection : collections) {
      same.addAll(ofGuests(collection));
    }
    return same;
  }

  private List<Sql> ofGuests(String collection) {
    List<List<Step>> accounts = schema.persons().owners(collection);
    List<Sql> same = new ArrayList<>();
    if (collection.equals(people()) || accounts.stream().anyMatch(Step::anyDown)) {
      return same;
    }
    List<Sql> guests =
        accounts.stream()
            .map(way -> Sql.format("({}) is null", schema.end("t", collection, way)))
            .toList();
    List<String> kinds = schema.subjectRule().samePersonBy();
    for (int i = 1; i < kinds.size(); i++) {
      for (Sql first : schema.identities("t", collection, kinds.get(0))) {
        for (Sql second : schema.identities("t", collection, kinds.get(i))) {
          List<Sql> joined = new ArrayList<>(guests);
          joined.addAll(is("k", kinds.get(0), first));
          joined.addAll(is("i", kinds.get(i), second));
          same.add(pairs(schema.from(collection, "t"), joined));
        }
      }
    }
    return same;
  }

  private static Sql pairs(Sql rows, List<Sql> joined) {
    return Sql.format(
        "select k.id, i.id from {}, {} k, {} i{}",
        rows,
        Sql.of(NUMBERED),
        Sql.of(NUMBERED),
        Sql.where(joined));
  }

  private static List<Sql> is(String alias, String kind, Sql value) {
    return List.of(
        Sql.format(alias + ".kind = {}", value(kind)), Sql.format(alias + ".value = {}", value));
  }

  /**
   * Every identifier takes the lowest number of its own and those beside it. Where two that are one
   * person's still have different numbers, their numbers do the same: there are few of these.
   */
  private void unite() {
    make(
        TABLE,
        """
        select n.id, n.kind, n.value, least(n.id, s.lowest) as person
        from %s n left join (%s) s on s.id = n.id"""
            .formatted(NUMBERED, lowest(SAME)));
    String pairs = SAME;
    String numbers = TABLE;
    for (int round = 1; ; round++) {
      String apart = temporary("apart " + round);
      make(apart, apart(pairs, numbers));
      if (isEmpty(apart)) {
        break;
      }
      String next = temporary("next " + round);
      make(next, "select id, least(id, lowest) as person from (%s) s".formatted(lowest(apart)));
      followed(next);
      jdbc.update(
          "update %s i set person = n.person from %s n where n.id = i.person and n.person < n.id"
              .formatted(TABLE, next));
      pairs = apart;
      numbers = next;
    }
    jdbc.execute("analyze " + TABLE);
  }

  /** A number that leads to another leads to where that one leads: chains end in few rounds. */
  private void followed(String next) {
    String jump =
        """
        update %1$s n set person = m.person from %1$s m
        where m.id = n.person and m.person < n.person"""
            .formatted(next);
    int jumped = 1;
    while (jumped > 0) {
      jumped = jdbc.update(jump);
    }
  }

  /** Pairs of the numbers that identifiers of one person still have. */
  private static String apart(String pairs, String numbers) {
    return """
        select distinct a.person as one, b.person as other
        from %1$s s join %2$s a on a.id = s.one join %2$s b on b.id = s.other
        where a.person <> b.person"""
        .formatted(pairs, numbers);
  }

  /** The lowest number beside each. */
  private static String lowest(String pairs) {
    return """
        select id, min(beside) as lowest from (
          select one as id, other as beside from %1$s union all select other, one from %1$s) both_ways
        group by id"""
        .formatted(pairs);
  }

  private static List<Sql> joined(ReferencedKey end) {
    return Stream.concat(Stream.of(end.reference()), end.joined().stream()).toList();
  }

  private Sql account(String row) {
    return ReferencedKey.ofRow(schema, row, people());
  }

  private static Sql value(String kind) {
    return Sql.of("?::text", kind);
  }

  private String people() {
    return schema.subjectRule().collection();
  }

  private static String temporary(String name) {
    return "pg_temp." + SqlName.quote("people: " + name);
  }

  private boolean isEmpty(String table) {
    return Boolean.FALSE.equals(
        jdbc.queryForObject("select exists (select from " + table + ")", Boolean.class));
  }

  private void make(String table, String query) {
    make(table, Sql.of(query));
  }

  private void make(String table, Sql query) {
    jdbc.update(
        "create temporary table " + table + " on commit drop as\n" + query.text(),
        query.values().toArray());
    jdbc.execute("analyze " + table);
  }
}
