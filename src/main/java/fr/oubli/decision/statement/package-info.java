/**
 * The statements that act, each with its ledger entry, and the verification that is written apart
 * from them. Start with {@code Eligibility}, then {@code GuardedWrite}.
 */
@NullMarked
package fr.oubli.decision.statement;

import org.jspecify.annotations.NullMarked;
