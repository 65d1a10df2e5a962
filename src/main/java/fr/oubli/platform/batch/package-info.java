/** Spring Batch on the database that a command opened. */
@NullMarked
package fr.oubli.platform.batch;

import org.jspecify.annotations.NullMarked;
