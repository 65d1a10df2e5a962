/**
 * What one command works with: the files, the open database and the places for its output. Start
 * with {@code Session}.
 */
@NullMarked
package fr.oubli.model.session;

import org.jspecify.annotations.NullMarked;
