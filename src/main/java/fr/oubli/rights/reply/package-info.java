/**
 * What a person and the recipients of their data are told: letters and notices, written from the
 * register. Start with {@code Answer}; the sentences of each right are in {@code Wording}.
 */
@NullMarked
package fr.oubli.rights.reply;

import org.jspecify.annotations.NullMarked;
