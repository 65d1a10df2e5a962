/**
 * Whose a row is, and by which ways a row leads to a person's other rows. Start with {@code
 * PersonLinks}.
 */
@NullMarked
package fr.oubli.decision.person;

import org.jspecify.annotations.NullMarked;
