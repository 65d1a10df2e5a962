/**
 * Files that belong to rows, such as the audio of a recording, and their removal once the rows are
 * gone. Start with {@code RemovalRegister}.
 */
@NullMarked
package fr.oubli.registers.recording;

import org.jspecify.annotations.NullMarked;
