package fr.oubli.model.policy;

import fr.oubli.model.yaml.Place;
import org.jspecify.annotations.Nullable;

/**
 * What stops in one collection when somebody objects to marketing (GDPR art. 21(2) and (3)).
 *
 * @param channelColumn the column that says which channel a row is about; null where all rows are
 *     about one
 * @param channel the channel that all rows are about; null where a column says it
 * @param withdraw the column that takes the moment of the objection; null where the row is deleted
 */
public record Objection(
    String collection,
    @Nullable String channelColumn,
    @Nullable String channel,
    @Nullable String withdraw,
    Place place) {

  /** The channel of e-mails, as requests and consents name it. */
  public static final String EMAIL = "email";

  public Objection {
    if ((channelColumn == null) == (channel == null)) {
      throw new IllegalArgumentException("a row is about one channel, named or in a column");
    }
  }

  /** Whether rows of the collection may be about a channel. */
  public boolean mayBeAbout(String asked) {
    return channel == null || channel.equals(asked);
  }
}
