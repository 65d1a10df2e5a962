/** Evidence: chained ledger entries, sealed runs, and their verification. */
@NullMarked
package fr.oubli.ledger;

import org.jspecify.annotations.NullMarked;
