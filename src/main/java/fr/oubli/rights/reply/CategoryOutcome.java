package fr.oubli.rights.reply;

import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What became of one category of data, as the reply must say it.
 *
 * @param basis why it is kept; null where nothing is
 * @param until the last day; null where a person decides
 * @param readers who can still read it
 */
public record CategoryOutcome(
    String collection,
    Kind kind,
    long rows,
    @Nullable String basis,
    @Nullable LocalDate until,
    @Nullable String readers) {

  /** What was done. */
  public enum Kind {
    ERASED("effacé"),
    ARCHIVED("conservé hors de la base active (archive intermédiaire)"),
    KEPT("conservé"),
    LEFT("non traité"),
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

    String stored() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public static CategoryOutcome of(String collection, Kind kind, long rows) {
    return new CategoryOutcome(collection, kind, rows, null, null, null);
  }
}
