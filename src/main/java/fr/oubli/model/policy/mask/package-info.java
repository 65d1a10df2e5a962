/**
 * How columns are rewritten: one strategy a file, with its word in the policy, what it can take,
 * its SQL and its faults. Start with {@code Mask}; a new one is entered in {@code Strategies}.
 */
@NullMarked
package fr.oubli.model.policy.mask;

import org.jspecify.annotations.NullMarked;
