package fr.oubli.decision.person;

import fr.oubli.schema.catalog.Table;
import fr.oubli.schema.sql.Keys;
import fr.oubli.schema.sql.Sql;

/** The rows that were found for a request, and that somebody confirmed to be the person's. */
public final class RequestedRows {

  private RequestedRows() {}

  /** A condition that compares keys in the key's own type, so that the key's index serves. */
  public static Sql confirmed(String alias, Table table, String collection, long request) {
    boolean simple = table.primaryKey().size() == 1;
    String type = simple ? table.column(table.primaryKey().get(0)).type() : "text";
    return Sql.of(
        (simple ? Keys.value(alias, table) : Keys.text(alias, table))
            + " in (select m.row_key::"
            + type
            + " from oubli.request_match m where m.request = ? and m.collection = ?"
            + " and m.state = 'confirmed')",
        request,
        collection);
  }
}
