/**
 * What a person and the recipients of their data are told: letters and notices, from the register.
 */
@NullMarked
package fr.oubli.rights.reply;

import org.jspecify.annotations.NullMarked;
