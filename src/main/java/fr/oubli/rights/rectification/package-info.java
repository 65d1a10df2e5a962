/** Corrects a person's rows with the values that they gave. */
@NullMarked
package fr.oubli.rights.rectification;

import org.jspecify.annotations.NullMarked;
