package fr.oubli.model.datamap;

import org.jspecify.annotations.Nullable;

/**
 * How a field is shown to the person it speaks of.
 *
 * @param label words for people; null where the map describes nothing
 * @param provided the person gave it, actively or by using the service (GDPR art. 20)
 * @param otherPerson it speaks of somebody else, whose data are protected too
 * @param wording what people read for what stands in it
 */
public record Disclosure(
    @Nullable String label, boolean provided, boolean otherPerson, Wording wording) {

  public static final Disclosure NONE = new Disclosure(null, false, false);

  /** One whose values are shown as they are. */
  public Disclosure(@Nullable String label, boolean provided, boolean otherPerson) {
    this(label, provided, otherPerson, Wording.NONE);
  }
}
