/** Erases a person on request, by the purge's own decisions, and proves what is left. */
@NullMarked
package fr.oubli.rights.erasure;

import org.jspecify.annotations.NullMarked;
