package fr.oubli.rights.request;

import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.datamap.Field;
import fr.oubli.model.policy.SubjectRule;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.catalog.SqlName;
import fr.oubli.schema.catalog.Table;
import fr.oubli.schema.sql.FieldSql;
import fr.oubli.schema.sql.Keys;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * By what the person is known in their own rows. An erasure reads it before those rows go, as what
 * must not be found afterwards. A column that speaks of somebody else in such a row is left out,
 * unless it is the one that led to the row; so are rows of others in which the person is a party.
 */
public final class SubjectIdentities {

  private static final String CONFIRMED = "confirmed";

  private static final String OWN =
      " m.request = ? and m.collection = ? and m.state = ?"
          + " and (m.part <> 'party' or m.state = 'rejected')"
          + " and (m.found_by = any (string_to_array(?, ','))) = ?";

  private final JdbcTemplate jdbc;
  private final DataMap map;
  private final Catalog catalog;
  private final @Nullable SubjectRule subject;

  public SubjectIdentities(
      JdbcTemplate jdbc, DataMap map, Catalog catalog, @Nullable SubjectRule subject) {
    this.jdbc = jdbc;
    this.map = map;
    this.catalog = catalog;
    this.subject = subject;
  }

  /** The identities that are known already, and those of the confirmed rows. */
  public Set<Identity> with(Iterable<Identity> known, long request) {
    Set<Identity> all = of(request);
    known.forEach(all::add);
    return all;
  }

  /** What the confirmed rows carry, and rejected rows do not. */
  public Set<Identity> of(long request) {
    Set<Identity> found = new LinkedHashSet<>();
    for (Collection collection : map.collections()) {
      for (boolean other : new boolean[] {false, true}) {
        List<Field> fields =
            collection.fields().stream()
                .filter(field -> field.disclosure().otherPerson() == other)
                .toList();
        found.addAll(in(collection, fields, other, CONFIRMED, request));
      }
    }
    found.removeAll(ofRejected(request));
    found.addAll(ofAccounts(request));
    return found;
  }

  /** What the person's confirmed accounts carry, names left out: many people can have one name. */
  public Set<Identity> ofAccounts(long request) {
    if (subject == null) {
      return Set.of();
    }
    Collection people = map.required(subject.collection());
    List<Field> fields =
        people.fields().stream()
            .filter(field -> field.identity() != null && !field.disclosure().otherPerson())
            .toList();
    Set<Identity> found = in(people, fields, false, CONFIRMED, request);
    found.removeIf(identity -> identity.kind().equals(Identity.NAME));
    return found;
  }

  /**
   * The street, and the postal code with the town, of the person's confirmed accounts; empty where
   * these say different ones, or one says none.
   */
  public List<String> postalAddress(long request) {
    if (subject == null) {
      return List.of();
    }
    Collection people = map.required(subject.collection());
    List<String> parts = new ArrayList<>();
    for (String category : List.of("street", "postal_code", "city")) {
      parts.add(
          people.fields().stream()
              .filter(field -> field.categories().contains("user.contact.address." + category))
              .filter(field -> !field.disclosure().otherPerson())
              .findFirst()
              .map(field -> "(" + column(people, field) + ")::text")
              .orElse("null::text"));
    }
    Table table = catalog.table(people);
    List<List<String>> accounts =
        jdbc.query(
            "select "
                + parts.get(0)
                + " as street, concat_ws(' ', "
                + parts.get(1)
                + ", "
                + parts.get(2)
                + ") as town from "
                + SqlName.rowsOf(table)
                + " t join oubli.request_match m on m.row_key = "
                + Keys.text("t", table)
                + " where m.request = ? and m.collection = ? and m.state = 'confirmed'"
                + " and m.part <> 'party'",
            (row, number) ->
                List.of(
                    Objects.requireNonNullElse(row.getString("street"), "").strip(),
                    Objects.requireNonNullElse(row.getString("town"), "").strip()),
            request,
            people.name());
    List<List<String>> addresses = accounts.stream().distinct().toList();
    return addresses.size() == 1 && addresses.get(0).stream().noneMatch(String::isEmpty)
        ? addresses.get(0)
        : List.of();
  }

  /** What tells persons apart, on the rows that were found and turned out to be somebody else's. */
  private Set<Identity> ofRejected(long request) {
    Set<Identity> found = new LinkedHashSet<>();
    if (subject != null) {
      for (String kind : subject.samePersonBy()) {
        map.collections()
            .forEach(
                each -> found.addAll(in(each, each.identities(kind), false, "rejected", request)));
      }
    }
    return found;
  }

  private Set<Identity> in(
      Collection collection, List<Field> fields, boolean other, String state, long request) {
    Set<Identity> found = new LinkedHashSet<>();
    for (Field field : fields) {
      if (is(field, Identity.EMAIL, "user.contact.email")) {
        values(collection, field, other, state, request)
            .forEach(text -> email(text).ifPresent(found::add));
      } else if (is(field, Identity.PHONE, "user.contact.phone_number")) {
        values(collection, field, other, state, request)
            .forEach(text -> phone(text).ifPresent(found::add));
      } else if (field.categories().contains("user.name")) {
        values(collection, field, other, state, request)
            .forEach(text -> fullName(text).ifPresent(found::add));
      }
    }
    names(collection, fields)
        .ifPresent(
            name ->
                values(collection, "", name, other, state, request)
                    .forEach(text -> fullName(text).ifPresent(found::add)));
    return found;
  }

  private Optional<String> names(Collection collection, List<Field> fields) {
    List<String> parts = new ArrayList<>();
    for (String category : List.of("user.name.first", "user.name.last")) {
      fields.stream()
          .filter(field -> field.categories().contains(category))
          .findFirst()
          .ifPresent(field -> parts.add(column(collection, field)));
    }
    return parts.size() == 2
        ? Optional.of("concat_ws(' ', " + String.join(", ", parts) + ")")
        : Optional.empty();
  }

  private static boolean is(Field field, String kind, String category) {
    return kind.equals(field.identity()) || field.categories().contains(category);
  }

  private String column(Collection collection, Field field) {
    return FieldSql.text("t", catalog.table(collection), field);
  }

  /** The values of a field, or the elements of an array. */
  private List<String> values(
      Collection collection, Field field, boolean other, String state, long request) {
    Table table = catalog.table(collection);
    return FieldSql.isList(table, field)
        ? values(
            collection,
            " cross join lateral " + FieldSql.elements("t", table, field),
            FieldSql.ELEMENT,
            other,
            state,
            request)
        : values(collection, "", column(collection, field), other, state, request);
  }

  private List<String> values(
      Collection collection,
      String elements,
      String expression,
      boolean other,
      String state,
      long request) {
    Table table = catalog.table(collection);
    String others =
        String.join(
            ",",
            collection.fields().stream()
                .filter(field -> field.disclosure().otherPerson())
                .map(Field::name)
                .toList());
    return jdbc.queryForList(
        "select distinct btrim(("
            + expression
            + ")::text) from "
            + SqlName.rowsOf(table)
            + " t join oubli.request_match m on m.row_key = "
            + Keys.text("t", table)
            + elements
            + " where btrim(("
            + expression
            + ")::text) <> '' and"
            + OWN,
        String.class,
        request,
        collection.name(),
        state,
        others,
        other);
  }

  private static Optional<Identity> email(String text) {
    return attempt(() -> Identity.email(text));
  }

  private static Optional<Identity> phone(String text) {
    return attempt(() -> Identity.phone(text));
  }

  /** A name of one word is left out: a first name or a common noun would be found everywhere. */
  private static Optional<Identity> fullName(String text) {
    Identity name = Identity.name(text);
    return name.value().contains(" ") ? Optional.of(name) : Optional.empty();
  }

  private static Optional<Identity> attempt(Supplier<Identity> reading) {
    try {
      return Optional.of(reading.get());
    } catch (Refusal e) {
      // What cannot be an address or a number identifies nobody.
      return Optional.empty();
    }
  }
}
