/**
 * Registers the holds and restrictions by which people keep rows; {@code decision.keep} decides
 * which rows they bear on. Start with {@code HoldRegister}.
 */
@NullMarked
package fr.oubli.registers.hold;

import org.jspecify.annotations.NullMarked;
