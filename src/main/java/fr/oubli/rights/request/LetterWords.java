package fr.oubli.rights.request;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What may be said of a letter, whether it is typed or stands in a file. */
public final class LetterWords {

  private static final List<String> CHANNELS = List.of("post", "email", "site", "phone", "counter");
  private static final List<String> QUALITIES = List.of("person", "heir", "parent", "mandate");

  private LetterWords() {}

  /**
   * How it came.
   *
   * @param given null for the usual one: by e-mail where an e-mail says who asks, else by post
   * @throws Refusal for any other word, which names where it stands
   */
  public static String channel(String where, @Nullable String given, List<Identity> who) {
    boolean written = who.stream().anyMatch(each -> each.kind().equals(Identity.EMAIL));
    return one(where, given == null ? written ? "email" : "post" : given, CHANNELS);
  }

  /**
   * As what the sender wrote.
   *
   * @throws Refusal for any other word, which names where it stands
   */
  public static String quality(String where, String given) {
    return one(where, given, QUALITIES);
  }

  /**
   * The day it came in.
   *
   * @throws Refusal when that is still to come
   */
  public static LocalDate received(LocalDate day, LocalDate today) {
    if (day.isAfter(today)) {
      throw new Refusal(ExitCode.INVALID, day + " is still to come; when did it come in?");
    }
    return day;
  }

  private static String one(String where, String value, List<String> allowed) {
    if (!allowed.contains(value)) {
      throw new Refusal(
          ExitCode.INVALID, where + " is one of " + String.join(", ", allowed) + ", not " + value);
    }
    return value;
  }
}
