/**
 * Believable data for the embedded database, generated inside PostgreSQL. Start with {@code
 * DemoData}.
 */
@NullMarked
package fr.oubli.setup.demo;

import org.jspecify.annotations.NullMarked;
