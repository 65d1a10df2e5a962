package fr.oubli.property;

import fr.oubli.platform.exit.ExitCode;

/**
 * Something that a gate must refuse before a row is touched.
 *
 * @param sql what is run after the schema, in which {@code %s} stands for the quoted table
 * @param field one more line of the table's fields in the map; empty for none
 * @param mask one more line of masks; empty for none
 * @param code the exit code of the refusal
 */
record Fault(String table, String sql, String field, String mask, ExitCode code) {}
