/**
 * The message of the day, to a webhook or by mail: {@link fr.oubli.purge.message.MessageOptions}
 * says to whom, {@link fr.oubli.purge.message.DayMessage} what.
 */
@NullMarked
package fr.oubli.purge.message;

import org.jspecify.annotations.NullMarked;
