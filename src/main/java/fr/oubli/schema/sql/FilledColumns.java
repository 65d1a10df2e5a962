package fr.oubli.schema.sql;

import fr.oubli.schema.catalog.Table;
import fr.oubli.schema.catalog.Traits.Unique;
import java.util.HashSet;
import java.util.Set;

/**
 * Columns in which a mask writes over an empty text too. Where a unique constraint has several
 * masked columns, rows that are empty in one of them are told apart by the others alone, and no
 * longer once those are masked.
 *
 * @param masked all columns of the table that the policy masks
 */
record FilledColumns(Table table, Set<String> masked) {

  FilledColumns {
    masked = Set.copyOf(masked);
  }

  boolean has(String column) {
    return table.traits().uniques().stream().anyMatch(unique -> crowds(unique, column));
  }

  private boolean crowds(Unique unique, String column) {
    Set<String> read = new HashSet<>(unique.columns());
    read.addAll(unique.others());
    boolean compared = read.contains(column) && !unique.columns().containsAll(table.primaryKey());
    read.retainAll(masked);
    read.remove(column);
    return compared && !read.isEmpty();
  }
}
