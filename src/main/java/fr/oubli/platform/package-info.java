/**
 * What any program of this kind needs, whatever a privacy policy says: exit codes, files, the
 * connection, the terminal, Spring Batch. Start with {@code exit.ExitCode}, then {@code
 * console.CommandLines}.
 */
@NullMarked
package fr.oubli.platform;

import org.jspecify.annotations.NullMarked;
