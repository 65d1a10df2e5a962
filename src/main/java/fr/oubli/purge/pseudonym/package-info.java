/** What somebody does with the key of pseudonyms. */
@NullMarked
package fr.oubli.purge.pseudonym;

import org.jspecify.annotations.NullMarked;
