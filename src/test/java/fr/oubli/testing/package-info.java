/** What several tests share. */
@NullMarked
package fr.oubli.testing;

import org.jspecify.annotations.NullMarked;
