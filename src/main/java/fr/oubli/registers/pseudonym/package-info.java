/**
 * The key with which pseudonyms are made. It lies apart from the database, and a session is lent it
 * while it masks. Start with {@code PseudonymKey}.
 */
@NullMarked
package fr.oubli.registers.pseudonym;

import org.jspecify.annotations.NullMarked;
