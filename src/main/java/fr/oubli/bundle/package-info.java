/** What is sent to a person who asks what is known of them, or takes their data elsewhere. */
@NullMarked
package fr.oubli.bundle;

import org.jspecify.annotations.NullMarked;
