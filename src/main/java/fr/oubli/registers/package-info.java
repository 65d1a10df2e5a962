/**
 * What people and runs registered about rows: legal holds on a row, a person or a collection, and
 * files to be removed. Start with {@code hold.HoldRegister}, then {@code
 * recording.RemovalRegister}.
 */
@NullMarked
package fr.oubli.registers;

import org.jspecify.annotations.NullMarked;
