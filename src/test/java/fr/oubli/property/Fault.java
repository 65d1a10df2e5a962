package fr.oubli.property;

import fr.oubli.platform.exit.ExitCode;

/**
 * Something that a gate must refuse before a row is touched.
 *
 * @param sql run after the schema; {@code %s} is the quoted table
 * @param field one more line of the table's fields in the map; empty for none
 * @param mask one more line of masks; empty for none
 */
record Fault(String table, String sql, String field, String mask, ExitCode code) {}
