/** YAML documents whose every node knows its line, and the faults found in them. */
@NullMarked
package fr.oubli.document;

import org.jspecify.annotations.NullMarked;
