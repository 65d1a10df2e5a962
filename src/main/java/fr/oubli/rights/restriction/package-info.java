/** Keeps a person's rows out of use while their restriction lasts. */
@NullMarked
package fr.oubli.rights.restriction;

import org.jspecify.annotations.NullMarked;
