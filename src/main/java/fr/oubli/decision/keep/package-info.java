/**
 * What keeps a row although it is due: legal holds, restrictions, legal minimums, and rows that
 * still refer to it. Start with {@code RetentionGrounds}, which lists the grounds of a target.
 */
@NullMarked
package fr.oubli.decision.keep;

import org.jspecify.annotations.NullMarked;
