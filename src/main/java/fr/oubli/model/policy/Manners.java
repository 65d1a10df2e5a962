package fr.oubli.model.policy;

import org.jspecify.annotations.Nullable;

/**
 * How the night treats those who use the database beside it.
 *
 * @param rewrite tables that are written anew once rows went from them; null where none is
 * @param pace what others may feel of it; null where it works as fast as it can
 */
public record Manners(@Nullable Rewrite rewrite, @Nullable PaceLimits pace) {

  /** Where a policy says nothing of it. */
  public static final Manners DEFAULT = new Manners(null, null);
}
