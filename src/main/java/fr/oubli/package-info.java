/**
 * Oubli makes a privacy policy run on PostgreSQL: the twelve packages below stand on seven floors,
 * which README.md draws, and each imports only from lower floors. Start at {@code model/policy},
 * then {@code decision}.
 */
@NullMarked
package fr.oubli;

import org.jspecify.annotations.NullMarked;
