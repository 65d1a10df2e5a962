package fr.oubli.rights.inactivity;

import fr.oubli.model.policy.Rule;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row that a rule will end soon.
 *
 * @param place of the row
 * @param dueOn the first day on which it is due
 * @param reached how whoever it is of is reached
 * @param identities by which rows are of one person
 * @param asked somebody was asked of it since its clock started
 */
record ComingRow(
    Rule rule,
    Place place,
    LocalDate dueOn,
    Reached reached,
    List<String> identities,
    boolean asked) {

  /**
   * Which row, and the day on which its clock started.
   *
   * @param key as the ledger has it
   */
  record Place(String collection, String key, LocalDate startedOn) {

    /** As no other row of any collection is called. */
    String name() {
      return collection + ":" + key;
    }
  }

  /**
   * An address and a name, where they are known.
   *
   * @param objected the person's rows say that they want no e-mails
   */
  record Reached(@Nullable String email, @Nullable String name, boolean objected) {}

  ComingRow {
    identities = List.copyOf(identities);
  }
}
