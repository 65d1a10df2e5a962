/**
 * The command {@code jobs/request}: from a person's letter to its answer, one file for each of its
 * subcommands. Start with {@code RequestCommand}, then {@code OpenCommand}.
 */
@NullMarked
package fr.oubli.rights.request.command;

import org.jspecify.annotations.NullMarked;
