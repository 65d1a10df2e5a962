/**
 * What surrounds a command on the command line: its common options, its usual files, the run lock,
 * logging, progress and tables for people. Start with {@code CommandLines}.
 */
@NullMarked
package fr.oubli.platform.console;

import org.jspecify.annotations.NullMarked;
