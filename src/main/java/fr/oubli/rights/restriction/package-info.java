/**
 * Restriction (GDPR art. 18): a person's rows are stored and not used while it lasts. Start with
 * {@code SubjectRestrictCommand}; the views that hide the rows are made by {@code
 * fr.oubli.decision.ActiveBase}.
 */
@NullMarked
package fr.oubli.rights.restriction;

import org.jspecify.annotations.NullMarked;
