/**
 * When the business changes hands: people are told before their data go, and what goes is written
 * for who takes them over. Start with {@code TransferNotice}; whose rows they are is gathered in
 * {@code AffectedPeople}, and {@code TransferExport} decides what stays.
 */
@NullMarked
package fr.oubli.rights.transfer;

import org.jspecify.annotations.NullMarked;
