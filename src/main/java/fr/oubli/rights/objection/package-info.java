/**
 * Objection (GDPR art. 21): marketing stops at once for the person who objects to it. Start with
 * {@code SubjectObject}.
 */
@NullMarked
package fr.oubli.rights.objection;

import org.jspecify.annotations.NullMarked;
