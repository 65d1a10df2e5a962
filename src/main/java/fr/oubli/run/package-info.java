/** Running a command: settings, the lock, progress and tables for people. */
@NullMarked
package fr.oubli.run;

import org.jspecify.annotations.NullMarked;
