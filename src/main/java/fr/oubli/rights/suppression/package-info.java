/**
 * The suppression list: people who were erased or who objected to marketing, each known by a keyed
 * hash. Start with {@code SuppressionList}.
 */
@NullMarked
package fr.oubli.rights.suppression;

import org.jspecify.annotations.NullMarked;
