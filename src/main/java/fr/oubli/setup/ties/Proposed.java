package fr.oubli.setup.ties;

import org.jspecify.annotations.Nullable;

/**
 * A reference with what a person should know of it.
 *
 * @param question what a person has to decide; null where the reference is certain
 */
record Proposed(DraftReference reference, @Nullable String question) {}
