package fr.oubli.property;

import org.jspecify.annotations.Nullable;

/**
 * A column of a random table.
 *
 * @param check a condition in which {@code %s} stands for the column; null where there is none
 * @param mask what anonymising makes of it; null where it is not personal
 * @param maskedByName whether the policy names the column rather than its category
 * @param email whether the column is an e-mail that tells persons apart
 */
record Column(
    String name,
    Type type,
    boolean notNull,
    boolean unique,
    @Nullable String check,
    @Nullable Mask mask,
    boolean maskedByName,
    boolean email) {

  static Column plain(String name, Type type, boolean notNull) {
    return new Column(name, type, notNull, false, null, null, false, false);
  }

  Column nullable() {
    return new Column(name, type, false, unique, check, mask, maskedByName, email);
  }

  Column notUnique() {
    return new Column(name, type, notNull, false, check, mask, maskedByName, email);
  }

  Column unchecked() {
    return new Column(name, type, notNull, unique, null, mask, maskedByName, email);
  }

  Column impersonal() {
    return new Column(name, type, notNull, unique, check, null, false, email);
  }
}
