/**
 * The evidence of what was done: ledger entries in a chain, one seal per run in a chain of its own,
 * and the verification of both. Start with {@code Sealing} for how a run is closed, and with {@code
 * LedgerVerification} for what makes a change visible afterwards.
 */
@NullMarked
package fr.oubli.evidence;

import org.jspecify.annotations.NullMarked;
