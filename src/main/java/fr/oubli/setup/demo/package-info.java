/** Believable data for the embedded database, generated inside PostgreSQL. */
@NullMarked
package fr.oubli.setup.demo;

import org.jspecify.annotations.NullMarked;
