@NullMarked
package fr.oubli.bundle;

import org.jspecify.annotations.NullMarked;
