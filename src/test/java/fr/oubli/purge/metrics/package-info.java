@NullMarked
package fr.oubli.purge.metrics;

import org.jspecify.annotations.NullMarked;
