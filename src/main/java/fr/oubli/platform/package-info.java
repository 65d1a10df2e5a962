/**
 * What every program needs and no privacy policy asks for: exit codes, files, the connection, the
 * terminal, Spring Batch. Start with {@code exit.ExitCode}, then {@code console.CommandLines}.
 */
@NullMarked
package fr.oubli.platform;

import org.jspecify.annotations.NullMarked;
