package fr.oubli.rights.request;

import fr.oubli.decision.person.RequestedRows;
import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.datamap.Field;
import fr.oubli.model.datamap.Reference;
import fr.oubli.model.datamap.References;
import fr.oubli.model.datamap.References.Step;
import fr.oubli.model.policy.SubjectRule;
import fr.oubli.registers.hold.HoldLock;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.catalog.SqlName;
import fr.oubli.schema.catalog.Table;
import fr.oubli.schema.sql.FieldSql;
import fr.oubli.schema.sql.Keys;
import fr.oubli.schema.sql.ReferenceJoin;
import fr.oubli.schema.sql.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Finds a person's rows in every mapped collection. What makes two rows one person, by the policy,
 * confirms; so do a value that only one row can have, and a reference to a confirmed row, unless
 * the row itself says to be somebody else's. A shared identity only proposes: a household has one
 * telephone.
 */
public final class SubjectSearch {

  private static final String CONFIRMED = "confirmed";
  private static final String PROPOSED = "proposed";

  private final DataMap map;
  private final SubjectRule subject;
  private final Phones phones;
  private final Catalog catalog;
  private final ReferenceJoin joins;
  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;

  public SubjectSearch(
      DataSource dataSource, DataMap map, SubjectRule subject, Phones phones, Catalog catalog) {
    this.map = map;
    this.subject = subject;
    this.phones = phones;
    this.catalog = catalog;
    this.joins = new ReferenceJoin(map, catalog);
    this.jdbc = new JdbcTemplate(dataSource);
    this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
  }

  /** Looks again; what a person confirmed or rejected stays as it is. */
  public void search(long request, List<Identity> identities) {
    transaction.executeWithoutResult(
        status -> {
          jdbc.query(HoldLock.ALONE, row -> {});
          identities.forEach(identity -> look(request, identity));
          spread(request);
        });
  }

  /** Rows that a person decided on bring along those that belong to them. */
  void spread(long request) {
    int found;
    do {
      found = followReferences(request) + sameIdentities(request);
    } while (found > 0);
    proposeSharedIdentities(request);
    proposeAccounts(request);
    proposeWhatRowsCarry(request);
  }

  private void look(long request, Identity identity) {
    for (Collection collection : map.collections()) {
      switch (identity.kind()) {
        case Identity.EMAIL -> byEmail(request, collection, identity);
        case Identity.PHONE -> byPhone(request, collection, identity);
        case Identity.NAME -> byName(request, collection, identity);
        default -> byField(request, collection, identity);
      }
    }
  }

  private void byEmail(long request, Collection collection, Identity identity) {
    for (Field field : collection.identities(Identity.EMAIL)) {
      add(
          request,
          collection,
          field.name(),
          certain(Identity.EMAIL),
          Sql.format("lower(btrim({})) = ?", text("t", collection, field)),
          identity.value());
    }
  }

  private void byPhone(long request, Collection collection, Identity identity) {
    for (Field field : collection.identities(Identity.PHONE)) {
      add(
          request,
          collection,
          field.name(),
          certain(Identity.PHONE),
          Sql.format("{} = any (?)", digits(text("t", collection, field))),
          (Object) phones.spellings(identity.value()));
    }
  }

  private void byName(long request, Collection collection, Identity identity) {
    List<Field> first = named(collection, "user.name.first");
    List<Field> last = named(collection, "user.name.last");
    if (!first.isEmpty() && !last.isEmpty()) {
      Sql one = text("t", collection, first.get(0));
      Sql two = text("t", collection, last.get(0));
      add(
          request,
          collection,
          last.get(0).name(),
          PROPOSED,
          Sql.format(
              "lower(?) in (lower(concat_ws(' ', {}, {})), lower(concat_ws(' ', {}, {})))",
              one,
              two,
              two,
              one),
          identity.value());
    }
    for (Field field : named(collection, "user.name")) {
      add(
          request,
          collection,
          field.name(),
          PROPOSED,
          Sql.format("lower(btrim({})) = lower(?)", text("t", collection, field)),
          identity.value());
    }
  }

  private void byField(long request, Collection collection, Identity identity) {
    String prefix = collection.name() + ".";
    if (identity.kind().startsWith(prefix)) {
      Field field = collection.field(identity.kind().substring(prefix.length())).orElseThrow();
      Table table = catalog.table(collection);
      if (isWholeKey(table, field, identity.value())) {
        Sql key = Sql.format(Keys.text("t", table) + " = ?");
        add(request, collection, field.name(), CONFIRMED, key, identity.value());
        return;
      }
      add(
          request,
          collection,
          field.name(),
          tellsOne(collection, field) ? CONFIRMED : PROPOSED,
          Sql.format("{} = ?", text("t", collection, field)),
          identity.value());
    }
  }

  /** Of several columns, written as explain takes it: (10248,11). */
  private static boolean isWholeKey(Table table, Field field, String value) {
    return table.primaryKey().size() > 1
        && table.primaryKey().contains(field.column())
        && value.startsWith("(");
  }

  /** Two people can have one name, and one of them alone may be in the table. */
  private boolean tellsOne(Collection collection, Field field) {
    String kind = field.identity();
    if (kind != null && subject.samePersonBy().contains(kind)) {
      return true;
    }
    Table table = catalog.table(collection);
    return !field.inside()
        && (table.primaryKey().equals(List.of(field.column()))
            || table.uniqueAlone().contains(field.column()));
  }

  /** An identity that makes two rows one person confirms; any other proposes. */
  private String certain(String kind) {
    return subject.samePersonBy().contains(kind) ? CONFIRMED : PROPOSED;
  }

  /** Rows that refer to a confirmed row. */
  private int followReferences(long request) {
    int found = 0;
    for (Collection child : map.collections()) {
      for (Field field : child.fields()) {
        for (Reference reference : field.references()) {
          found += follow(request, child, field, reference);
        }
      }
    }
    return found;
  }

  private int follow(long request, Collection child, Field field, Reference reference) {
    Step step = new Step(child.name(), field.name(), reference.collection(), reference.field());
    RowOwnership nobody = new RowOwnership(map, subject, phones, catalog, joins, request);
    Sql mine = Sql.format("{} and {}", nobody.refersToConfirmed(step), nobody.byItsAccounts(step));
    if (child.name().equals(subject.collection())) {
      // An account is a person: a company's customers are not the one who wrote for it.
      return add(request, child, field.name(), PROPOSED, mine);
    }
    Optional<Sql> others = nobody.byItsIdentity(step);
    if (others.isEmpty()) {
      return add(request, child, field.name(), CONFIRMED, mine);
    }
    Sql certain = Sql.format("{} and not {}", mine, others.get());
    Sql doubtful = Sql.format("{} and {}", mine, others.get());
    return add(request, child, field.name(), CONFIRMED, certain)
        + add(request, child, field.name(), PROPOSED, doubtful);
  }

  /** Rows of every collection that carry an identity of a confirmed account. */
  private int sameIdentities(long request) {
    int found = 0;
    for (String kind : subject.samePersonBy()) {
      for (Collection collection : map.collections()) {
        for (Field field : collection.identities(kind)) {
          found += byAccount(request, collection, field, kind, CONFIRMED);
        }
      }
    }
    return found;
  }

  private void proposeSharedIdentities(long request) {
    List<String> shared =
        map.required(subject.collection()).fields().stream()
            .map(Field::identity)
            .filter(Objects::nonNull)
            .map(Objects::requireNonNull)
            .filter(kind -> !subject.samePersonBy().contains(kind))
            .distinct()
            .toList();
    for (String kind : shared) {
      for (Collection collection : map.collections()) {
        for (Field field : collection.identities(kind)) {
          byAccount(request, collection, field, kind, PROPOSED);
        }
      }
    }
  }

  private int byAccount(
      long request, Collection collection, Field field, String kind, String state) {
    Collection people = map.required(subject.collection());
    List<Field> own = people.identities(kind);
    return own.isEmpty() ? 0 : byRows(request, collection, field, kind, state, people, own.get(0));
  }

  /** By what the confirmed rows of a collection carry. */
  private int byRows(
      long request,
      Collection collection,
      Field field,
      String kind,
      String state,
      Collection source,
      Field carried) {
    Table table = catalog.table(source);
    return add(
        request,
        collection,
        field.name(),
        state,
        Sql.format(
            "{} in (select {} from " + SqlName.rowsOf(table) + " p where {})",
            RowOwnership.comparable(phones, kind, text("t", collection, field)),
            RowOwnership.told(phones, kind, text("p", source, carried)),
            RequestedRows.confirmed("p", table, source.name(), request)));
  }

  /** An address on the person's order can be their second one, or a friend's: a person decides. */
  private void proposeWhatRowsCarry(long request) {
    for (String kind : subject.samePersonBy()) {
      for (Collection source : map.collections()) {
        for (Field carried : source.identities(kind)) {
          if (!carried.disclosure().otherPerson()) {
            map.collections()
                .forEach(
                    each ->
                        each.identities(kind)
                            .forEach(
                                field ->
                                    byRows(request, each, field, kind, PROPOSED, source, carried)));
          }
        }
      }
    }
  }

  /** An order with the person's e-mail can be on somebody else's account: a person decides. */
  private void proposeAccounts(long request) {
    Collection people = map.required(subject.collection());
    References references = new References(map);
    for (Collection child : map.collections()) {
      references
          .pathUp(child.name(), people.name())
          .filter(path -> path.size() == 1)
          .ifPresent(
              path ->
                  add(
                      request,
                      people,
                      child.name() + "." + path.get(0).childField(),
                      PROPOSED,
                      Sql.format(
                          "exists (select 1 from "
                              + SqlName.rowsOf(catalog.table(child))
                              + " p where {} and {})",
                          joins.on(path.get(0), "p", "t"),
                          RequestedRows.confirmed(
                              "p", catalog.table(child), child.name(), request))));
    }
  }

  private int add(
      long request,
      Collection collection,
      String foundBy,
      String state,
      Sql condition,
      Object... values) {
    Table table = catalog.table(collection);
    String key = Keys.text("t", table);
    String settled = state.equals(CONFIRMED) ? "d.state <> 'proposed'" : "true";
    List<Object> parameters = new ArrayList<>(List.of(request, collection.name(), foundBy, state));
    parameters.addAll(condition.values());
    parameters.addAll(List.of(values));
    parameters.addAll(List.of(request, collection.name()));
    return jdbc.update(
        "insert into oubli.request_match as known (request, collection, row_key, found_by, state)"
            + (" select ?, ?, " + key + ", ?, ? from " + SqlName.rowsOf(table) + " t where ")
            + condition.text()
            + " and not exists (select 1 from oubli.request_match d where d.request = ?"
            + (" and d.collection = ? and d.row_key = " + key + " and " + settled + ")")
            + " on conflict (request, collection, row_key) do update"
            + " set state = excluded.state, found_by = excluded.found_by"
            + " where known.state = 'proposed' and excluded.state = 'confirmed'",
        parameters.toArray());
  }

  private static List<Field> named(Collection collection, String category) {
    return collection.fields().stream()
        .filter(field -> field.categories().contains(category))
        .toList();
  }

  private static Sql digits(Sql column) {
    return Sql.format("regexp_replace({}, '[^0-9]', '', 'g')", column);
  }

  private Sql text(String alias, Collection collection, Field field) {
    return Sql.of(FieldSql.text(alias, catalog.table(collection), field));
  }
}
