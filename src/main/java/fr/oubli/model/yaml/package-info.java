/**
 * YAML documents whose every node knows its line, and the faults found in them. Start with {@code
 * Document}.
 */
@NullMarked
package fr.oubli.model.yaml;

import org.jspecify.annotations.NullMarked;
