/** Stops marketing at once for a person who objects to it. */
@NullMarked
package fr.oubli.rights.objection;

import org.jspecify.annotations.NullMarked;
