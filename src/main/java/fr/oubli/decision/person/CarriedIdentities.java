package fr.oubli.decision.person;

import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.Field;
import fr.oubli.schema.sql.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Rows that carry the same identity as a confirmed row of a request.
 *
 * @param confirmations so far; without any, nothing follows from a collection
 */
public record CarriedIdentities(PersonSchema schema, long request, Confirmations confirmations) {

  /**
   * A field whose values, in confirmed rows, other rows may carry too.
   *
   * @param values as they are compared, where they were asked for before; null where they were not
   */
  private record Carrier(Collection source, Field field, @Nullable List<String> values) {

    Carrier(Collection source, Field field) {
      this(source, field, null);
    }
  }

  /** Rows with an identity of a confirmed account that tells persons apart: they are certain. */
  public List<MatchCandidates> ofAccounts() {
    List<MatchCandidates> found = new ArrayList<>();
    for (String kind : schema.subject().samePersonBy()) {
      found.addAll(byAccounts(kind, true));
    }
    return found;
  }

  /**
   * Rows with any other identity of a confirmed account, such as the telephone of a household: the
   * operator decides.
   */
  public List<MatchCandidates> shared() {
    List<MatchCandidates> found = new ArrayList<>();
    schema.accounts().fields().stream()
        .map(Field::identity)
        .filter(Objects::nonNull)
        .map(Objects::requireNonNull)
        .filter(kind -> !schema.tellsPersonsApart(kind))
        .distinct()
        .forEach(kind -> found.addAll(byAccounts(kind, false)));
    return found;
  }

  private List<MatchCandidates> byAccounts(String kind, boolean certain) {
    Collection accounts = schema.accounts();
    return carrying(
        kind,
        ofAccounts(accounts, kind).map(field -> new Carrier(accounts, field)).toList(),
        certain);
  }

  /** The first field, and every array. */
  private Stream<Field> ofAccounts(Collection accounts, String kind) {
    List<Field> fields = accounts.identities(kind);
    return Stream.concat(
        fields.stream().filter(field -> !schema.isList(accounts, field)).limit(1),
        fields.stream().filter(field -> schema.isList(accounts, field)));
  }

  /**
   * Rows with an identity that tells persons apart and that any confirmed row carries. An address
   * on the person's order can be their second one, or a friend's, so the operator decides.
   */
  public List<MatchCandidates> ofAnyRow() {
    List<MatchCandidates> found = new ArrayList<>();
    for (String kind : schema.subject().samePersonBy()) {
      List<Carrier> carriers = new ArrayList<>();
      for (Collection source : schema.map().collections()) {
        for (Field carried : source.identities(kind)) {
          if (!carried.disclosure().otherPerson()) {
            carriers.add(new Carrier(source, carried));
          }
        }
      }
      found.addAll(carrying(kind, carriers, false));
    }
    return found;
  }

  /** What the confirmed accounts say of a kind, one question for each field. */
  public List<Sql> ofOwnAccounts(String kind) {
    Collection accounts = schema.accounts();
    return confirmations.any(accounts.name())
        ? ofAccounts(accounts, kind).map(field -> told(kind, new Carrier(accounts, field))).toList()
        : List.of();
  }

  /** Rows of every collection with what the confirmed rows of the carriers say. */
  private List<MatchCandidates> carrying(String kind, List<Carrier> all, boolean certain) {
    List<Carrier> found =
        all.stream().filter(each -> confirmations.any(each.source().name())).toList();
    return carried(kind, certain || found.size() < 2 ? found : asked(kind, found), certain);
  }

  /**
   * What is only proposed changes nothing of what confirmed rows tell, so that it is asked once: in
   * each of many collections, a question of many carriers would be their number squared.
   */
  private List<Carrier> asked(String kind, List<Carrier> carriers) {
    return carriers.stream()
        .map(each -> new Carrier(each.source(), each.field(), confirmations.told(told(kind, each))))
        .filter(each -> each.values() != null && !each.values().isEmpty())
        .toList();
  }

  private List<MatchCandidates> carried(String kind, List<Carrier> carriers, boolean certain) {
    List<MatchCandidates> found = new ArrayList<>();
    if (carriers.isEmpty()) {
      return found;
    }
    for (Collection collection : schema.map().collections()) {
      List<Field> fields = collection.identities(kind);
      List<List<Carrier>> together =
          // The register names the field that led to a row first, carrier by carrier.
          fields.size() == 1 ? List.of(carriers) : carriers.stream().map(List::of).toList();
      boolean sure = certain && !schema.isOrganisation(collection);
      for (List<Carrier> some : together) {
        for (Field field : fields) {
          Sql same = isTold(kind, some, collection, field);
          if (sure) {
            boolean list = schema.isList(collection, field);
            Sql told = list ? areTold(kind, some, collection, field, same) : same;
            found.addAll(new CertainRows(schema, request).carrying(collection, field, told));
          }
          if (!sure || schema.isList(collection, field)) {
            found.add(
                certain && schema.isOrganisation(collection)
                    ? MatchCandidates.claimed(collection, field, same)
                    : MatchCandidates.doubtful(collection, field, same));
          }
        }
      }
      for (Field claim : collection.claims(kind)) {
        found.add(
            MatchCandidates.claimed(collection, claim, isTold(kind, carriers, collection, claim)));
      }
    }
    return found;
  }

  private Sql isTold(String kind, List<Carrier> carriers, Collection collection, Field field) {
    return schema.any("t", collection, field, value -> isTold(kind, carriers, value));
  }

  private Sql isTold(String kind, List<Carrier> carriers, Sql value) {
    List<String> known =
        carriers.stream()
            .map(Carrier::values)
            .filter(Objects::nonNull)
            .flatMap(List::stream)
            .distinct()
            .toList();
    if (!known.isEmpty()) {
      return Sql.format(
          "{} = any ({})",
          schema.comparable(kind, value),
          Sql.of("?", (Object) known.toArray(String[]::new)));
    }
    return Sql.format(
        "{} in ({})",
        schema.comparable(kind, value),
        Sql.union(carriers.stream().map(carrier -> told(kind, carrier)).toList()));
  }

  /**
   * An element of the array is told, and so is every other: a row that names several persons is no
   * one person's, and somebody has to decide. An account is its person's, whatever it lists.
   */
  private Sql areTold(
      String kind, List<Carrier> carriers, Collection collection, Field field, Sql one) {
    if (collection.equals(schema.accounts())) {
      return one;
    }
    Sql other =
        schema.any(
            "t",
            collection,
            field,
            value ->
                Sql.format(
                    "{} is not null and not {}",
                    schema.told(kind, value),
                    isTold(kind, carriers, value)));
    return Sql.all(one, other.not());
  }

  /**
   * A key and a value can stand in the columns of many: of their values only addresses are told.
   */
  private Sql told(String kind, Carrier carrier) {
    Collection source = carrier.source();
    Sql told = schema.told(kind, schema.value("p", source, carrier.field()));
    boolean any = kind.equals(PersonSchema.EMAIL) && !source.equals(schema.accounts());
    return Sql.format(
        "select {} from {} where {}",
        told,
        schema.valuesOf("p", source, carrier.field()),
        Sql.all(
            RequestedRows.own("p", schema.table(source), source.name(), request),
            any ? PersonSchema.looksLikeEmail(told) : Sql.TRUE));
  }
}
