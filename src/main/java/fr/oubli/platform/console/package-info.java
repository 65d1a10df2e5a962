/**
 * The command line around a command: settings, the run lock, progress and tables for people. Start
 * with {@code CommandLines}.
 */
@NullMarked
package fr.oubli.platform.console;

import org.jspecify.annotations.NullMarked;
