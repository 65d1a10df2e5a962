package fr.oubli.purge.rewrite;

import fr.oubli.schema.catalog.StoredParts;

/**
 * A table, or a partition of one, whose files may hold what was destroyed since it was written anew
 * last.
 *
 * @param collection by which policy and map know it
 * @param relation its own name, as SQL writes it
 * @param may whether the role that asks may rewrite it
 * @param tablespace the folder of its tablespace; empty where it lies in the server's own
 */
record DueTable(String collection, String relation, boolean may, String tablespace) {

  boolean ofTheCompany() {
    return !collection.equals(StoredParts.OWN) && !collection.equals(StoredParts.EXAMPLES);
  }

  /** For people: the table, and which of its parts where it has several. */
  String inWords() {
    String own = relation.replace("\"", "").replaceFirst("^(public|pg_catalog)\\.", "");
    return own.equals(collection) ? collection : collection + ", in " + own;
  }
}
