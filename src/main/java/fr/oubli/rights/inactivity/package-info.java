/**
 * Asks people before their inactivity ends what is known of them. Start with {@code
 * InactivityNotice}.
 */
@NullMarked
package fr.oubli.rights.inactivity;

import org.jspecify.annotations.NullMarked;
