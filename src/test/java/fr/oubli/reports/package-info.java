@NullMarked
package fr.oubli.reports;

import org.jspecify.annotations.NullMarked;
