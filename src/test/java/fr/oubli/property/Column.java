package fr.oubli.property;

import org.jspecify.annotations.Nullable;

/**
 * A column of a random table.
 *
 * @param check a condition in which {@code %s} stands for the column; null where there is none
 * @param mask what anonymising makes of it; null where it is not personal
 * @param maskedByName whether the policy names the column rather than its category
 * @param identity whether the column is an e-mail that tells persons apart, or claims to be
 */
record Column(
    String name,
    Type type,
    boolean notNull,
    boolean unique,
    @Nullable String check,
    @Nullable Mask mask,
    boolean maskedByName,
    Identity identity) {

  /** What the map says of an e-mail. */
  enum Identity {
    NONE,
    EMAIL,
    /** Nobody confirmed it: it identifies nobody. */
    CLAIM
  }

  static Column plain(String name, Type type, boolean notNull) {
    return new Column(name, type, notNull, false, null, null, false, Identity.NONE);
  }

  Column nullable() {
    return new Column(name, type, false, unique, check, mask, maskedByName, identity);
  }

  Column notUnique() {
    return new Column(name, type, notNull, false, check, mask, maskedByName, identity);
  }

  Column unchecked() {
    return new Column(name, type, notNull, unique, null, mask, maskedByName, identity);
  }

  Column impersonal() {
    return new Column(name, type, notNull, unique, check, null, false, identity);
  }

  Column named(String other) {
    return new Column(other, type, notNull, unique, check, mask, maskedByName, identity);
  }

  Column typed(Type other) {
    return new Column(name, other, notNull, unique, check, mask, maskedByName, identity);
  }

  boolean email() {
    return identity == Identity.EMAIL;
  }
}
