/**
 * What Oubli itself knows of people ends too: {@link fr.oubli.rights.ending.EndedRequests} is the
 * part of the night that keeps those promises.
 */
@NullMarked
package fr.oubli.rights.ending;

import org.jspecify.annotations.NullMarked;
