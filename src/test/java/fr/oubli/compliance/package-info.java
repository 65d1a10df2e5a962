@NullMarked
package fr.oubli.compliance;

import org.jspecify.annotations.NullMarked;
