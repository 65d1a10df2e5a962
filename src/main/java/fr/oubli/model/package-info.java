/**
 * The files that people write, as values: the policy, the map of where personal data live, who the
 * data controller is, and what files that come in look like. Start with {@code policy.Policy}, then
 * {@code datamap.DataMap}.
 */
@NullMarked
package fr.oubli.model;

import org.jspecify.annotations.NullMarked;
