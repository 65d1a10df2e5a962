package fr.oubli.decision.person;

import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.Field;
import fr.oubli.schema.sql.Sql;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Rows of one collection that may belong to the person of a request.
 *
 * @param foundBy the field that leads to the person, as the register names it
 * @param certain whether the rows are the person's; otherwise the operator has to decide
 * @param part what the rows are to the person, if they are rightly found
 * @param way the reference that ties them to the person, where another says whose they are; null
 *     where they were found in any other manner
 * @param condition on a row under the alias {@code t}
 */
public record MatchCandidates(
    Collection collection,
    String foundBy,
    boolean certain,
    Part part,
    @Nullable String way,
    Sql condition) {

  /** What a row is to a person. */
  public enum Part {
    /** It is theirs. */
    OWNER,
    /** Another person owns it, and the map says which of its columns speak of this one. */
    NAMED,
    /** Another person owns it, and it concerns this one too. */
    PARTY;

    /** As the register writes it. */
    public String stored() {
      return name().toLowerCase(Locale.ROOT);
    }

    private static Part of(Field by) {
      return by.disclosure().otherPerson() ? NAMED : OWNER;
    }
  }

  /** Rows that are the person's. */
  public static MatchCandidates certain(Collection collection, Field by, Sql condition) {
    return new MatchCandidates(collection, by.name(), true, Part.of(by), null, condition);
  }

  /** Rows on which the operator has to decide. */
  public static MatchCandidates doubtful(Collection collection, Field by, Sql condition) {
    return new MatchCandidates(collection, by.name(), false, Part.of(by), null, condition);
  }

  /** Rows that are the person's by a reference. */
  static MatchCandidates owned(Collection collection, String by, Sql condition) {
    return new MatchCandidates(collection, by, true, Part.OWNER, null, condition);
  }

  /** Rows that belong to somebody else and name an identity that does not identify the person. */
  public static MatchCandidates claimed(Collection collection, Field by, Sql condition) {
    return new MatchCandidates(collection, by.name(), false, Part.PARTY, null, condition);
  }

  /** Rows that a reference ties to the person, and that are nobody else's. */
  static MatchCandidates unclaimed(Collection collection, String by, String way, Sql condition) {
    return new MatchCandidates(collection, by, false, Part.OWNER, way, condition);
  }

  /** Rows that a reference ties to the person, whoever they belong to. */
  static MatchCandidates party(
      Collection collection, String by, boolean named, String way, Sql condition) {
    return new MatchCandidates(
        collection, by, false, named ? Part.NAMED : Part.PARTY, way, condition);
  }
}
