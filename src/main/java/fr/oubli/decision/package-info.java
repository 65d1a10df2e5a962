/**
 * Which rows a deletion rule makes due, what keeps them, and the statement that acts on them. Start
 * with {@code Enforcement}, which lists what the purge can ask, and go on to {@code Eligibilities},
 * which makes the enforcements of a policy. Inside, {@code statement} is built on {@code keep} and
 * {@code clock}, and these on {@code person}.
 */
@NullMarked
package fr.oubli.decision;

import org.jspecify.annotations.NullMarked;
