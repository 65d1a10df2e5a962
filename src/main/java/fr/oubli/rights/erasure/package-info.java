/**
 * Erasure (GDPR art. 17): a person's rows are ended by the rules that the nightly purge follows,
 * and what is left is looked for afterwards. Start with {@code SubjectErase}, then {@code
 * ErasureOutcomes}.
 */
@NullMarked
package fr.oubli.rights.erasure;

import org.jspecify.annotations.NullMarked;
