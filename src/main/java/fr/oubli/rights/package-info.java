/**
 * The rights of the data subject, from a person's letter to its answer. Start with {@code
 * request.RequestRegister}, then the right that you look for.
 */
@NullMarked
package fr.oubli.rights;

import org.jspecify.annotations.NullMarked;
