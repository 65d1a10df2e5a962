package fr.oubli.decision.person;

import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.Field;
import fr.oubli.schema.sql.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Rows that carry the same identity as a confirmed row of a request.
 *
 * @param confirmations so far; without any, nothing follows from a collection
 */
public record CarriedIdentities(PersonSchema schema, long request, Confirmations confirmations) {

  /** A field whose values, in confirmed rows, other rows may carry too. */
  private record Carrier(Collection source, Field field) {}

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
        accounts.identities(kind).stream()
            .limit(1)
            .map(field -> new Carrier(accounts, field))
            .toList(),
        certain);
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

  /** Rows of every collection with what the confirmed rows of the carriers say. */
  private List<MatchCandidates> carrying(String kind, List<Carrier> all, boolean certain) {
    List<Carrier> carriers =
        all.stream().filter(carrier -> confirmations.any(carrier.source().name())).toList();
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
          found.add(
              sure
                  ? MatchCandidates.certain(collection, field, same)
                  : certain
                      ? MatchCandidates.claimed(collection, field, same)
                      : MatchCandidates.doubtful(collection, field, same));
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
    return Sql.format(
        "{} in ({})",
        schema.comparable(kind, schema.text("t", collection, field)),
        Sql.union(carriers.stream().map(carrier -> told(kind, carrier)).toList()));
  }

  /**
   * A key and a value can stand in the columns of many: of their values only addresses are told.
   */
  private Sql told(String kind, Carrier carrier) {
    Collection source = carrier.source();
    Sql told = schema.told(kind, schema.text("p", source, carrier.field()));
    boolean any = kind.equals(PersonSchema.EMAIL) && !source.equals(schema.accounts());
    return Sql.format(
        "select {} from {} where {}",
        told,
        schema.rows(source.name(), "p"),
        Sql.all(
            RequestedRows.own("p", schema.table(source), source.name(), request),
            any ? PersonSchema.looksLikeEmail(told) : Sql.TRUE));
  }
}
