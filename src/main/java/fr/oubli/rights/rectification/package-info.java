/**
 * Rectification (GDPR art. 16): a person's rows are corrected with the values that they gave. Start
 * with {@code SubjectRectify}; what cannot be corrected is in {@code CorrectionCheck}.
 */
@NullMarked
package fr.oubli.rights.rectification;

import org.jspecify.annotations.NullMarked;
