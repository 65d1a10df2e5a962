@NullMarked
package fr.oubli.registers.recording;

import org.jspecify.annotations.NullMarked;
