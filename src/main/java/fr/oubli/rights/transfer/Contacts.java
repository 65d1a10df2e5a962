package fr.oubli.rights.transfer;

import fr.oubli.model.policy.ColumnName;
import fr.oubli.model.policy.Transfer.Contact;
import fr.oubli.schema.catalog.Table;
import fr.oubli.schema.sql.FieldSql;
import fr.oubli.schema.sql.Keys;
import fr.oubli.schema.sql.MappedSchema;
import fr.oubli.schema.sql.Sql;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * By what each person can be told, in a table of the snapshot: one line for each who can be
 * reached. An e-mail is taken before an address. Of several the one of the collection that the
 * policy names first counts, and in it that of the first row. Where an e-mail says whose it is, it
 * reaches that person; any other address only whoever the row is tied to alone, so that nobody is
 * written to at somebody else's.
 */
final class Contacts {

  private static final String FOUND = "pg_temp.\"transfer: contacts\"";
  private static final String REACHED = "pg_temp.\"transfer: reached\"";

  private static final String EMAIL = "email";

  private final Snapshot snapshot;
  private final Promise promise;
  private final AffectedPeople people;
  private final MappedSchema schema;

  private Contacts(Snapshot snapshot, Promise promise, AffectedPeople people) {
    this.snapshot = snapshot;
    this.promise = promise;
    this.people = people;
    this.schema = people.schema();
  }

  /** Looks for the addresses of all who are neither erased nor objected. */
  static void gather(Snapshot snapshot, Promise promise, AffectedPeople people) {
    new Contacts(snapshot, promise, people).gather();
  }

  /** What stands after FROM: {@code person, channel, name, email, street, postal_code, city}. */
  static Sql reached(String alias) {
    return Sql.of(REACHED + " " + alias);
  }

  private void gather() {
    snapshot
        .jdbc()
        .execute(
            """
            create temporary table %s (person bigint, place int, row_key text, name text, email text,
              street text, postal_code text, city text, postal boolean) on commit drop"""
                .formatted(FOUND));
    int place = 0;
    for (Contact contact : promise.transfer().toldBy()) {
      find(contact, place++);
    }
    snapshot.jdbc().execute("analyze " + FOUND);
    choose();
  }

  private void find(Contact contact, int place) {
    String name = promise.map().required(contact.collection()).name();
    Table table = schema.table(name);
    Sql email = text(name, contact.email());
    Sql street = joined(name, contact.address(), ", ");
    Sql postal =
        contact.address().isEmpty()
            ? Sql.FALSE
            : Sql.format("{} <> '' and {}", street, hasTown(name, contact));
    Sql values =
        Sql.list(
            List.of(
                Sql.of(place + "::int"),
                Sql.of(Keys.text("t", table)),
                joined(name, contact.name(), " "),
                email,
                street,
                text(name, contact.postalCode()),
                text(name, contact.city()),
                postal));
    if (tellsWhose(name, contact.email())) {
      insert(
          Sql.format(
              "select i.person, {} from {} join {} on i.kind = 'email' and i.value = lower({})",
              values,
              schema.from(name, "t"),
              people.tied().identifiers("i"),
              email));
      insert(Sql.format("{} where {} = ''", ofOne(name, values), email));
    } else {
      insert(ofOne(name, values));
    }
  }

  /** The rows that are tied to one person alone. */
  private Sql ofOne(String collection, Sql values) {
    return Sql.format(
        "select r.person, {} from {} join (select r.collection, r.part, r.place, min(r.person) as"
            + " person from {} where r.collection = {} group by 1, 2, 3 having count(*) = 1) r on {}",
        values,
        schema.from(collection, "t"),
        people.tied().rows("r"),
        people.tied().number(collection),
        people.tied().isOf("r", collection, "t"));
  }

  private void insert(Sql rows) {
    snapshot.update(Sql.format("insert into " + FOUND + " {}", rows));
  }

  private boolean tellsWhose(String collection, @Nullable String email) {
    return email != null
        && promise.subject().samePersonBy().contains(EMAIL)
        && promise.map().required(collection).identities(EMAIL).stream()
            .anyMatch(field -> field.name().equals(email));
  }

  private Sql hasTown(String collection, Contact contact) {
    return contact.postalCode() == null && contact.city() == null
        ? Sql.TRUE
        : Sql.format(
            "concat({}, {}) <> ''",
            text(collection, contact.postalCode()),
            text(collection, contact.city()));
  }

  /**
   * A column without the spaces around it, of an array the first element; empty where there is
   * none.
   */
  private Sql text(String collection, @Nullable String column) {
    if (column == null) {
      return Sql.of("''::text");
    }
    boolean list =
        promise
            .map()
            .required(collection)
            .field(column)
            .filter(field -> FieldSql.isList(schema.table(collection), field))
            .isPresent();
    return Sql.format(
        list ? "coalesce(btrim(({})[1]::text), '')" : "coalesce(btrim({}::text), '')",
        schema.column("t", new ColumnName(collection, column)));
  }

  private Sql joined(String collection, List<String> columns, String between) {
    return columns.isEmpty()
        ? Sql.of("''::text")
        : Sql.format(
            "concat_ws({}, {})",
            Sql.of("?", between),
            Sql.list(
                columns.stream()
                    .map(column -> Sql.format("nullif({}, '')", text(collection, column)))
                    .toList()));
  }

  private void choose() {
    snapshot
        .jdbc()
        .execute(
            """
            create temporary table %1$s on commit drop as
            select distinct on (f.person) f.person,
              case when f.mailed then 'email' else 'post' end as channel,
              f.name, f.email, f.street, f.postal_code, f.city
            from (select f.*, f.email ~ '^[^@[:space:]]+@[^@[:space:]]+$' as mailed from %2$s f) f
            join %3$s on p.person = f.person
            where (f.mailed or f.postal) and not p.erased and not p.objected
            order by f.person, f.mailed desc, f.place, length(f.row_key), f.row_key collate "C\""""
                .formatted(REACHED, FOUND, AffectedPeople.people("p").text()));
    snapshot.jdbc().execute("create unique index on " + REACHED + " (person)");
    snapshot.jdbc().execute("analyze " + REACHED);
  }
}
