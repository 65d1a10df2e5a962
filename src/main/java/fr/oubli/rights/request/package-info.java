/** The register of what people ask: rights, deadlines, identity, and each step that was taken. */
@NullMarked
package fr.oubli.rights.request;

import org.jspecify.annotations.NullMarked;
