/**
 * Who is answerable for the data, why they are used, and who else receives them. Start with {@code
 * Controller}.
 */
@NullMarked
package fr.oubli.model.datacontroller;

import org.jspecify.annotations.NullMarked;
