@NullMarked
package fr.oubli.purge.pace;

import org.jspecify.annotations.NullMarked;
