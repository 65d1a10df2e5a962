package fr.oubli.setup.ties;

/**
 * A reference with what a person has to decide of it.
 *
 * @param question with the reasons for the proposal
 */
record Proposed(DraftReference reference, String question) {}
