/**
 * What people and runs registered about single rows: legal holds, and files to be removed. Start
 * with {@code hold.HoldRegister}, then {@code recording.RemovalRegister}.
 */
@NullMarked
package fr.oubli.registers;

import org.jspecify.annotations.NullMarked;
