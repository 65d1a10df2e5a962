/**
 * Letters that come in a file: {@code LetterFile} reads and checks it whole, {@code LetterImport}
 * registers what stands in it, in one transaction.
 */
@NullMarked
package fr.oubli.rights.request.intake;

import org.jspecify.annotations.NullMarked;
