/**
 * The first data map of a database that nobody mapped yet, for a person to finish. Start with
 * {@code Surveyor}, then {@code MapText}.
 */
@NullMarked
package fr.oubli.setup.draft;

import org.jspecify.annotations.NullMarked;
