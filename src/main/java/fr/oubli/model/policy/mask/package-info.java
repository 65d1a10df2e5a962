/**
 * Rewrites columns. Each strategy is one file: its word in the policy, the columns that it accepts,
 * its SQL and its faults. Start with {@code Mask}; enter a new strategy in {@code Strategies} and
 * in {@code jobs/policy.schema.json}.
 */
@NullMarked
package fr.oubli.model.policy.mask;

import org.jspecify.annotations.NullMarked;
