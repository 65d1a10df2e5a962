@NullMarked
package fr.oubli.rights.request.command;

import org.jspecify.annotations.NullMarked;
