/** Tests of who is asked before their inactivity ends what is known of them. */
@NullMarked
package fr.oubli.rights.inactivity;

import org.jspecify.annotations.NullMarked;
