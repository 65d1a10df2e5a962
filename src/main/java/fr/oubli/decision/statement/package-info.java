/**
 * The statements of the purge: which rows are due, what acts on them together with its ledger
 * entry, and the verification that is written apart from both. Start with {@code Eligibility}, then
 * read {@code GuardedWrite}.
 */
@NullMarked
package fr.oubli.decision.statement;

import org.jspecify.annotations.NullMarked;
