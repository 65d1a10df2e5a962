/** The privacy policy as values: rules, clocks, periods, actions, masks and holds. */
@NullMarked
package fr.oubli.model.policy;

import org.jspecify.annotations.NullMarked;
