/**
 * Why rows stay although they are due: holds and restrictions that people registered. Start with
 * {@code HoldRegister}.
 */
@NullMarked
package fr.oubli.registers.hold;

import org.jspecify.annotations.NullMarked;
