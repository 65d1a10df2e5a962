package fr.oubli.setup.clues;

/**
 * A reference that values speak for, where no foreign key says so.
 *
 * @param column the column that refers
 * @param parent quoted name of the table that it refers to
 * @param parentColumn the column that it refers to, not quoted
 */
public record FoundReference(String column, String parent, String parentColumn) {}
