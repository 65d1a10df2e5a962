/** Tests of what is written for people and programs. */
@NullMarked
package fr.oubli.platform.output;

import org.jspecify.annotations.NullMarked;
