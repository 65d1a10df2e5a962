/**
 * After the restore of an older database: nothing runs before what was done since is done again.
 * Start with {@code Replay}.
 */
@NullMarked
package fr.oubli.setup.restore;

import org.jspecify.annotations.NullMarked;
