package fr.oubli.model.datamap;

import org.jspecify.annotations.Nullable;

/**
 * How a field is shown to the person it speaks of.
 *
 * @param label words for people; null where the map describes nothing
 * @param provided the person gave it, actively or by using the service (GDPR art. 20)
 * @param otherPerson it speaks of somebody else, whose data are protected too
 */
public record Disclosure(@Nullable String label, boolean provided, boolean otherPerson) {

  public static final Disclosure NONE = new Disclosure(null, false, false);
}
