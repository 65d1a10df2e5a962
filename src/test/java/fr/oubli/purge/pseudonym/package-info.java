/** Tests of this package. */
@NullMarked
package fr.oubli.purge.pseudonym;

import org.jspecify.annotations.NullMarked;
