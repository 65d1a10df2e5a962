/** Tests of how a command runs and tells. */
@NullMarked
package fr.oubli.run;

import org.jspecify.annotations.NullMarked;
