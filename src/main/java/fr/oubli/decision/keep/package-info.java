/**
 * What keeps a row although it is due: legal holds, restrictions, legal minimums, and rows that
 * still refer to it. Start with {@code RetentionGrounds}, which lists the first three; {@code
 * StillReferenced} is the last.
 */
@NullMarked
package fr.oubli.decision.keep;

import org.jspecify.annotations.NullMarked;
