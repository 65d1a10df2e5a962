package fr.oubli.decision.person;

import fr.oubli.schema.catalog.Table;
import fr.oubli.schema.sql.Keys;
import fr.oubli.schema.sql.Sql;

/** The rows that were found for a request, and that somebody confirmed to be the person's. */
public final class RequestedRows {

  private static final String TIED =
      "(m.state = 'confirmed' or m.state = 'proposed' and m.way is not null)";

  private RequestedRows() {}

  /**
   * The row is the person's, or somebody else's of which the map says what in it is the person's.
   * Rows that only concern the person are somebody else's: nothing acts on them.
   *
   * <p>The condition compares keys in the key's own type, so that the key's index serves.
   */
  public static Sql confirmed(String alias, Table table, String collection, long request) {
    return among(alias, table, collection, request, "m.state = 'confirmed' and m.part <> 'party'");
  }

  /**
   * A row of the archive is the person's, whatever put it there.
   *
   * @param people the collection of the persons; empty where there is none
   */
  public static Sql archived(String alias, String people, long request) {
    return Sql.of(
        """
        (exists (select 1 from oubli.request_match m where m.request = ? and m.state = 'confirmed'
            and m.part <> 'party' and m.collection = %1$s.collection and m.row_key = %1$s.row_key)
          or %1$s.subject_key in (select m.row_key from oubli.request_match m
            where m.request = ? and m.state = 'confirmed' and m.collection = ?))"""
            .formatted(alias),
        request,
        request,
        people);
  }

  /** The row is the person's own: what belongs to it is theirs too. */
  static Sql own(String alias, Table table, String collection, long request) {
    return among(alias, table, collection, request, "m.state = 'confirmed' and m.part = 'owner'");
  }

  /** The row of a key is the person's own. */
  static Sql own(Sql key, Table table, String collection, long request) {
    return among(key, table, collection, request, "m.state = 'confirmed' and m.part = 'owner'");
  }

  /** The row is the person's own, or would be if somebody confirmed it. */
  static Sql theirs(String alias, Table table, String collection, long request) {
    return among(alias, table, collection, request, "m.state <> 'rejected' and m.part = 'owner'");
  }

  /** The row concerns the person, or is theirs: what belongs to it concerns them too. */
  static Sql tied(String alias, Table table, String collection, long request) {
    return among(alias, table, collection, request, TIED);
  }

  /** The row of a key concerns the person, or is theirs. */
  static Sql tied(Sql key, Table table, String collection, long request) {
    return among(key, table, collection, request, TIED);
  }

  private static Sql among(
      String alias, Table table, String collection, long request, String which) {
    boolean simple = table.primaryKey().size() == 1;
    Sql key = Sql.of(simple ? Keys.value(alias, table) : Keys.text(alias, table));
    return among(key, table, collection, request, which);
  }

  private static Sql among(Sql key, Table table, String collection, long request, String which) {
    boolean simple = table.primaryKey().size() == 1;
    String type = simple ? table.column(table.primaryKey().get(0)).type() : "text";
    return Sql.format(
        "{} in (select m.row_key::"
            + type
            + " from oubli.request_match m where m.request = {} and m.collection = {} and "
            + which
            + ")",
        key,
        Sql.of("?", request),
        Sql.of("?", collection));
  }
}
