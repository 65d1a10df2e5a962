package fr.oubli.rights.reply;

import fr.oubli.platform.output.Typography;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What became of one category of data, as the reply must say it.
 *
 * @param basis why rows are kept; null where none are
 * @param until the last day on which they are kept; null where somebody decides when it ends
 * @param readers who can still read them; null where that changed for nobody
 */
public record CategoryOutcome(
    String collection,
    Kind kind,
    long rows,
    @Nullable String basis,
    @Nullable LocalDate until,
    @Nullable String readers) {

  /** What was done with the rows. */
  public enum Kind {
    ERASED("effacé"),
    ARCHIVED("conservé hors de la base active, en archive intermédiaire"),
    KEPT("conservé"),
    LEFT("non traité"),
    /** Nothing ties its rows to persons, so that nobody could be looked for in it. */
    UNSEARCHED("non cherché, rien n'y relie les données à vous"),
    /** Left out of a bundle. */
    WITHHELD("non communiqué"),
    CORRECTED("rectifié"),
    WITHDRAWN("consentement retiré"),
    RESTRICTED("limité");

    private final String french;

    Kind(String french) {
      this.french = french;
    }

    public String french() {
      return french;
    }

    /** How many rows, and what was done with them: 2 enregistrements effacés. */
    String of(long rows) {
      String noun = this == WITHDRAWN ? "" : "enregistrement ";
      String phrase = noun + french;
      return Typography.count(rows, phrase, plural(phrase));
    }

    /** Nouns and participles agree; what stands behind them stays. */
    private static String plural(String phrase) {
      return phrase
          .replaceFirst("^(enregistrement|consentement) ", "$1s ")
          .replaceFirst("^(\\S+ )(non )?(\\S+é)(?= |$)", "$1$2$3s");
    }

    String stored() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The same of another number of rows. */
  public CategoryOutcome rows(long other) {
    return new CategoryOutcome(collection, kind, other, basis, until, readers);
  }

  /** An outcome that needs no basis: nothing is kept for a reason of its own. */
  public static CategoryOutcome of(String collection, Kind kind, long rows) {
    return new CategoryOutcome(collection, kind, rows, null, null, null);
  }
}
