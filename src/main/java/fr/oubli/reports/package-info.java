/** Reports for the data protection officer and the auditor. */
@NullMarked
package fr.oubli.reports;

import org.jspecify.annotations.NullMarked;
