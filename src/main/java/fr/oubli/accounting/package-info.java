/** Tells accountants what becomes of every document, and takes their decisions back. */
@NullMarked
package fr.oubli.accounting;

import org.jspecify.annotations.NullMarked;
