/** How a command ends: exit codes, and refusals told in one clear line. */
@NullMarked
package fr.oubli.platform.exit;

import org.jspecify.annotations.NullMarked;
