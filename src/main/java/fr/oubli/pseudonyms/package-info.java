/** What somebody does with the key of pseudonyms. */
@NullMarked
package fr.oubli.pseudonyms;

import org.jspecify.annotations.NullMarked;
