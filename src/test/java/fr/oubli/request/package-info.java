@NullMarked
package fr.oubli.request;

import org.jspecify.annotations.NullMarked;
