package fr.oubli.setup.clues;

import java.util.EnumMap;
import java.util.Map;

/**
 * What part of a sample looks like what. No value is kept.
 *
 * @param seen how many values were looked at, without the missing ones
 */
public record SampleShares(int seen, Map<Kind, Integer> counts) {

  /** What a value can look like. */
  public enum Kind {
    EMAIL("e-mail addresses"),
    PHONE("telephone numbers"),
    PHONE_SHAPE("numbers"),
    IBAN("IBANs with a right checksum"),
    CARD("card numbers with a right checksum"),
    SOCIAL("French social security numbers with a right key"),
    IP("IP addresses"),
    PERSON("person names"),
    BIRTH("dates of birth"),
    ONE_WORD("single words"),
    PROSE("prose"),
    HOLDS_EMAIL("texts that hold e-mail addresses"),
    EPOCH_SECONDS("seconds since 1970"),
    EPOCH_MILLISECONDS("milliseconds since 1970"),
    EPOCH_MICROSECONDS("microseconds since 1970");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    @Override
    public String toString() {
      return words;
    }
  }

  public static final SampleShares NONE = new SampleShares(0, Map.of());

  public SampleShares {
    counts = counts.isEmpty() ? Map.of() : Map.copyOf(new EnumMap<>(counts));
  }

  /** In percent, rounded down. */
  int percent(Kind kind) {
    return seen == 0 ? 0 : counts.getOrDefault(kind, 0) * 100 / seen;
  }

  /** Enough values to conclude from what they do not look like. */
  boolean enough() {
    return seen >= 10;
  }

  String say(Kind kind) {
    return percent(kind) + " % of the sample look like " + kind;
  }
}
