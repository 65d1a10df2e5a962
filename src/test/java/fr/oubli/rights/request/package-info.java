@NullMarked
package fr.oubli.rights.request;

import org.jspecify.annotations.NullMarked;
