package fr.oubli.rights.suppression;

import fr.oubli.decision.clock.Days;
import fr.oubli.decision.person.Phones;
import fr.oubli.decision.person.PlainSpelling;
import fr.oubli.model.datamap.Collection;
import fr.oubli.model.policy.Canvassing;
import fr.oubli.model.policy.ColumnName;
import fr.oubli.model.policy.Filter;
import fr.oubli.rights.suppression.KnownOfNumber.Consent;
import fr.oubli.schema.sql.FieldSql;
import fr.oubli.schema.sql.Keys;
import fr.oubli.schema.sql.MappedSchema;
import fr.oubli.schema.sql.Sql;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Finds the consents and the contracts of many telephone numbers, each with one statement: by the
 * number in the row, and by the accounts that have it, together with those that are the same
 * person's.
 */
record NumbersKnown(
    JdbcTemplate jdbc, MappedSchema schema, Canvassing canvassing, LocalDate today) {

  private static final String ROW = "t";

  /** The numbers with a line each, in every spelling. */
  private static final String NUMBERS =
      "numbers as (select distinct * from unnest(?::int[], ?::text[]) as listed (line, digits))";

  /** What is known of each number, in their order. */
  List<KnownOfNumber> of(List<String> numbers) {
    List<KnownOfNumber> known = new ArrayList<>();
    List<Integer> lines = new ArrayList<>();
    List<String> spellings = new ArrayList<>();
    Phones phones = Phones.of(schema.policy());
    for (int i = 0; i < numbers.size(); i++) {
      known.add(KnownOfNumber.nothing());
      for (String spelling : phones.spellings(numbers.get(i))) {
        lines.add(i);
        spellings.add(spelling);
      }
    }
    Sql listed = Sql.of(NUMBERS, lines.toArray(Integer[]::new), spellings.toArray(String[]::new));
    consents(listed, known);
    canvassing.running().onlyCollection().ifPresent(name -> contracts(name, listed, known));
    return known;
  }

  private void consents(Sql numbers, List<KnownOfNumber> known) {
    Sql found =
        rows(
            numbers,
            canvassing.given().collection(),
            canvassing.consents(),
            Sql.format(
                "{} as given, {} as withdrawn",
                day(canvassing.given()),
                day(canvassing.withdrawn())));
    jdbc.query(
        found.text(),
        row -> {
          Consent consent =
              new Consent(
                  row.getObject("given", LocalDate.class),
                  row.getObject("withdrawn", LocalDate.class));
          known.set(row.getInt("line"), known.get(row.getInt("line")).with(consent));
        },
        found.values().toArray());
  }

  private Sql day(ColumnName date) {
    return new Days(today, schema.policy().zone())
        .dayOf(schema.date(ROW, date), schema.reading(date));
  }

  private void contracts(String collection, Sql numbers, List<KnownOfNumber> known) {
    Sql found =
        rows(
            numbers,
            collection,
            canvassing.running(),
            Sql.of(Keys.text(ROW, schema.table(collection)) + " as key"));
    jdbc.query(
        found.text(),
        row -> {
          String contract = collection + " " + row.getString("key");
          known.set(row.getInt("line"), known.get(row.getInt("line")).withContract(contract));
        },
        found.values().toArray());
  }

  private Sql rows(Sql numbers, String collection, Filter filter, Sql told) {
    List<Sql> ways = new ArrayList<>();
    Sql picked = schema.matches(ROW, collection, filter);
    digits(ROW, collection)
        .ifPresent(
            own ->
                ways.add(
                    Sql.format(
                        "select n.line, {} as row, {} from {} cross join lateral {} join numbers n"
                            + " using (digits){}",
                        Sql.of(Keys.text(ROW, schema.table(collection))),
                        told,
                        schema.from(collection, ROW),
                        own,
                        Sql.where(List.of(picked)))));
    Optional<Sql> owner =
        schema.hasSubjects() ? schema.subjectKey(ROW, collection) : Optional.empty();
    owner.ifPresent(
        key ->
            ways.add(
                Sql.format(
                    "select a.line, {} as row, {} from {} join accounts a on a.account ="
                        + " ({})::text{}",
                    Sql.of(Keys.text(ROW, schema.table(collection))),
                    told,
                    schema.from(collection, ROW),
                    key,
                    Sql.where(List.of(picked)))));
    return Sql.format(
        "with {}{} select distinct * from ({}) found order by line, row",
        numbers,
        accounts(),
        union(ways));
  }

  private static Sql union(List<Sql> ways) {
    return ways.stream()
        .reduce((one, other) -> Sql.format("{} union all {}", one, other))
        .orElseThrow();
  }

  /** Those that have a number, and those that share an identity with them. */
  private Sql accounts() {
    if (!schema.hasSubjects()) {
      return Sql.of("");
    }
    String people = schema.subjectRule().collection();
    Sql key = Sql.of(Keys.text("a", schema.table(people)));
    return digits("a", people)
        .map(
            digits ->
                Sql.format(
                    ", named as (select distinct n.line, {} as account from {} cross join lateral {}"
                        + " join numbers n using (digits)), accounts as ({})",
                    key,
                    schema.from(people, "a"),
                    digits,
                    union(withTheSamePersons(people, key))))
        .orElse(Sql.of(", accounts as (select 0 as line, ''::text as account where false)"));
  }

  private List<Sql> withTheSamePersons(String people, Sql key) {
    List<Sql> all = new ArrayList<>(List.of(Sql.of("select line, account from named")));
    Sql other = Sql.of(Keys.text("b", schema.table(people)));
    for (String kind : schema.subjectRule().samePersonBy()) {
      for (Sql mine : schema.identities("a", people, kind)) {
        for (Sql theirs : schema.identities("b", people, kind)) {
          all.add(
              Sql.format(
                  "select n.line, {} from named n join {} on {} = n.account join {} on {}",
                  other,
                  schema.from(people, "a"),
                  key,
                  schema.from(people, "b"),
                  MappedSchema.same(mine, theirs)));
        }
      }
    }
    return all;
  }

  /** A list of the digits of each telephone of a row; empty where its collection has none. */
  private Optional<Sql> digits(String alias, String name) {
    Collection collection = schema.collection(name);
    List<Sql> values =
        collection.identities(Phones.KIND).stream()
            .filter(field -> !FieldSql.isList(schema.table(name), field))
            .map(field -> FieldSql.text(alias, schema.table(name), field))
            .map(text -> PlainSpelling.of(Sql.of(text)))
            .map(text -> Sql.format("(regexp_replace({}, '[^0-9]', '', 'g'))", text))
            .toList();
    return values.isEmpty()
        ? Optional.empty()
        : Optional.of(Sql.format("(values {}) phones (digits)", Sql.list(values)));
  }
}
