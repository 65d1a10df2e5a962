package fr.oubli.decision.person;

import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.Field;
import fr.oubli.schema.sql.Sql;
import java.util.List;

/**
 * Rows with an identity that tells persons apart. They are the person's, but for those that are
 * somebody else's too, such as an order with the person's e-mail on another account: of these the
 * operator decides.
 *
 * @param request whose confirmed rows say which accounts are the person's
 */
public record CertainRows(PersonSchema schema, long request) {

  /**
   * @param carries a condition on a row: it has the identity in this field
   */
  public List<MatchCandidates> carrying(Collection collection, Field field, Sql carries) {
    Sql onlyTheirs =
        collection.equals(schema.accounts()) || field.disclosure().otherPerson()
            ? Sql.TRUE
            : new RowOwnership(schema, schema.owners(), request).onlyTheirs(collection);
    MatchCandidates certain =
        MatchCandidates.certain(collection, field, Sql.all(carries, onlyTheirs));
    return onlyTheirs.equals(Sql.TRUE)
        ? List.of(certain)
        : List.of(certain, MatchCandidates.doubtful(collection, field, carries));
  }
}
