package fr.oubli.rights.reply;

import fr.oubli.rights.request.Request;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a letter to the person has to tell.
 *
 * @param outcomes what was done, category by category
 * @param corrections which values were corrected, and to what
 * @param enclosure what is sent with it; null where nothing is
 * @param nothing whether no row is the person's
 * @param reason of a doubt, an extension, a refusal or the end of a restriction; else empty
 */
record Letter(
    Request request,
    LetterKind kind,
    List<CategoryOutcome> outcomes,
    List<CorrectedValue> corrections,
    @Nullable Enclosure enclosure,
    boolean nothing,
    String reason) {

  /**
   * A bundle that goes with the letter.
   *
   * @param files of which the first is a ZIP, and one that follows opens in a browser
   * @param until the last day on which it is kept; null where nobody noted it
   */
  record Enclosure(List<String> files, boolean encrypted, @Nullable LocalDate until) {
    Enclosure {
      files = List.copyOf(files);
    }
  }

  Letter {
    outcomes = List.copyOf(outcomes);
    corrections = List.copyOf(corrections);
  }

  /** Whether any of the outcomes is of that kind. */
  boolean any(CategoryOutcome.Kind outcome) {
    return outcomes.stream().anyMatch(each -> each.kind() == outcome);
  }
}
