/** Tests of how a command runs and tells. */
@NullMarked
package fr.oubli.platform.console;

import org.jspecify.annotations.NullMarked;
