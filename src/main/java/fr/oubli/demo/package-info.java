/** Believable data for the embedded database, generated inside PostgreSQL. */
@NullMarked
package fr.oubli.demo;

import org.jspecify.annotations.NullMarked;
