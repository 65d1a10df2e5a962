/** How a command ends: exit codes, and refusals in clear lines. Start with {@code ExitCode}. */
@NullMarked
package fr.oubli.platform.exit;

import org.jspecify.annotations.NullMarked;
