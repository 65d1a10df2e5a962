/**
 * Access and portability (GDPR art. 15 and 20): the bundle that is sent to a person. Start with
 * {@code SubjectExport}, then {@code BundleSections}, which says what goes into it. A bundle is
 * encrypted in {@code Bag}, with what {@code Passphrase} makes. {@code ExportJob} answers all the
 * requests that wait for theirs.
 */
@NullMarked
package fr.oubli.rights.access;

import org.jspecify.annotations.NullMarked;
