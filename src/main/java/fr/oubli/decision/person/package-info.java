/**
 * Tells to whom a row belongs, and how a row leads to the other rows of the same person. Start with
 * {@code PersonLinks} for the ways that clocks take from a row to the person's events, and with
 * {@code FollowedReferences} for those that a person's request takes to the rows that are theirs.
 */
@NullMarked
package fr.oubli.decision.person;

import org.jspecify.annotations.NullMarked;
