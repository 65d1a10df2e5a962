/**
 * Access and portability (GDPR art. 15 and 20): the bundle that is sent to a person. Start with
 * {@code SubjectExport}, then {@code BundleSections}.
 */
@NullMarked
package fr.oubli.rights.access;

import org.jspecify.annotations.NullMarked;
