/**
 * The privacy policy as values: rules, clocks, periods, actions, masks and holds. Start with {@code
 * Policy}, then {@code Rule} and {@code Clock}.
 */
@NullMarked
package fr.oubli.model.policy;

import org.jspecify.annotations.NullMarked;
