@NullMarked
package fr.oubli.metrics;

import org.jspecify.annotations.NullMarked;
