/** Tests of the launchers and the schedules. */
@NullMarked
package fr.oubli.jobs;

import org.jspecify.annotations.NullMarked;
