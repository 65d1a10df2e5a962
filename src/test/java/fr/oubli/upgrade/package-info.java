/** What an earlier version left behind goes on being used by today's code. */
@NullMarked
package fr.oubli.upgrade;

import org.jspecify.annotations.NullMarked;
