/** Reports for the data protection officer and the auditor. */
@NullMarked
package fr.oubli.compliance;

import org.jspecify.annotations.NullMarked;
