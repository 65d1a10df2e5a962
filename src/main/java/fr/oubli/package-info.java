/**
 * Oubli makes a privacy policy run on PostgreSQL: eleven rooms, each of which imports only those
 * below it. Start at {@code model/policy}, then {@code decision}.
 */
@NullMarked
package fr.oubli;

import org.jspecify.annotations.NullMarked;
