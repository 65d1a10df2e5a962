@NullMarked
package fr.oubli.rights.access;

import org.jspecify.annotations.NullMarked;
