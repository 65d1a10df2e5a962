/**
 * Tells accountants what becomes of every document, and takes their decisions back. Start with
 * {@code InvoiceReport}, then {@code InvoiceDecisions}.
 */
@NullMarked
package fr.oubli.accounting;

import org.jspecify.annotations.NullMarked;
