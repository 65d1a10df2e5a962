/**
 * Random schemas, policies and rows, judged by an oracle in plain Java; failures are made small.
 */
@NullMarked
package fr.oubli.property;

import org.jspecify.annotations.NullMarked;
