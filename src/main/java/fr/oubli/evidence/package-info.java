/** Evidence: chained ledger entries, sealed runs, and their verification. */
@NullMarked
package fr.oubli.evidence;

import org.jspecify.annotations.NullMarked;
