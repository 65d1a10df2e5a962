package fr.oubli.rights.request;

import org.jspecify.annotations.Nullable;

/**
 * How a request ended.
 *
 * @param outcome what was answered, why nothing was, or the facts that a refusal rests on
 * @param answered false where the person got no answer
 * @param ground of a refusal; null for any other end, and for refusals of earlier versions
 */
record RequestEnd(String outcome, boolean answered, @Nullable RefusalGround ground) {

  RequestEnd(String outcome, boolean answered) {
    this(outcome, answered, null);
  }
}
