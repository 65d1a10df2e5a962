/** Tests of who must not be contacted. */
@NullMarked
package fr.oubli.rights.suppression;

import org.jspecify.annotations.NullMarked;
