/** What a run tells the machines that watch it. */
@NullMarked
package fr.oubli.purge.metrics;

import org.jspecify.annotations.NullMarked;
