/**
 * What keeps a row although it is due: legal holds, restrictions, legal minimums, rows that still
 * refer to it. Start with {@code RetentionGrounds}.
 */
@NullMarked
package fr.oubli.decision.keep;

import org.jspecify.annotations.NullMarked;
