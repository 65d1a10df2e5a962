package fr.oubli.decision.person;

import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.Field;
import fr.oubli.schema.catalog.SqlName;
import fr.oubli.schema.sql.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Rows that carry the same identity as a confirmed row of a request. */
public record CarriedIdentities(PersonSchema schema, long request) {

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
    List<Field> own = accounts.identities(kind);
    return own.isEmpty() ? List.of() : carrying(kind, accounts, own.get(0), certain);
  }

  /**
   * Rows with an identity that tells persons apart and that any confirmed row carries. An address
   * on the person's order can be their second one, or a friend's, so the operator decides.
   */
  public List<MatchCandidates> ofAnyRow() {
    List<MatchCandidates> found = new ArrayList<>();
    for (String kind : schema.subject().samePersonBy()) {
      for (Collection source : schema.map().collections()) {
        for (Field carried : source.identities(kind)) {
          if (!carried.disclosure().otherPerson()) {
            found.addAll(carrying(kind, source, carried, false));
          }
        }
      }
    }
    return found;
  }

  /** Rows of every collection with what a field of the source's confirmed rows carries. */
  private List<MatchCandidates> carrying(
      String kind, Collection source, Field carried, boolean certain) {
    List<MatchCandidates> found = new ArrayList<>();
    for (Collection collection : schema.map().collections()) {
      for (Field field : collection.identities(kind)) {
        Sql condition =
            Sql.format(
                "{} in (select {} from " + SqlName.rowsOf(schema.table(source)) + " p where {})",
                schema.comparable(kind, schema.text("t", collection, field)),
                schema.told(kind, schema.text("p", source, carried)),
                RequestedRows.confirmed("p", schema.table(source), source.name(), request));
        found.add(new MatchCandidates(collection, field.name(), certain, condition));
      }
    }
    return found;
  }
}
