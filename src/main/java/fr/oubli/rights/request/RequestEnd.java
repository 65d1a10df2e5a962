package fr.oubli.rights.request;

/**
 * How a request ended.
 *
 * @param outcome what was answered, or why nothing was
 * @param answered false where the person got no answer
 */
record RequestEnd(String outcome, boolean answered) {}
