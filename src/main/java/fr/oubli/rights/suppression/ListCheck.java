package fr.oubli.rights.suppression;

import fr.oubli.decision.person.PlainSpelling;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.rights.request.Identity;
import fr.oubli.rights.suppression.SuppressionList.Asked;
import fr.oubli.rights.suppression.SuppressionList.Suppression;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Addresses that are looked for on the list.
 *
 * @param asked in the order in which they were written
 * @param unread how many of a table are neither e-mails nor telephone numbers
 */
record ListCheck(List<Asked> asked, long unread) {

  /**
   * The lines of a file; blank ones say nothing.
   *
   * @param numbers whether telephone numbers alone may stand there
   * @throws Refusal with the first line that is none of what may
   */
  static ListCheck file(Path file, boolean numbers) {
    List<Asked> asked = new ArrayList<>();
    List<String> lines = lines(file);
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (!PlainSpelling.of(line).isEmpty()) {
        Identity identity = identity(file, i + 1, line);
        if (numbers && !isNumber(identity)) {
          throw new Refusal(
              ExitCode.INVALID,
              file + ":" + (i + 1) + ": that is no telephone number; leave it out");
        }
        asked.add(new Asked(identity, line));
      }
    }
    return new ListCheck(asked, 0);
  }

  /** What stands in a column; a table may hold other things too, which are counted. */
  static ListCheck values(List<String> values, boolean numbers) {
    List<Asked> asked = new ArrayList<>();
    long unread = 0;
    for (String value : values) {
      Optional<Identity> identity =
          Spellings.read(value).filter(each -> !numbers || isNumber(each));
      if (identity.isPresent()) {
        asked.add(new Asked(identity.get(), value));
      } else if (!PlainSpelling.of(value).isEmpty()) {
        unread++;
      }
    }
    return new ListCheck(asked, unread);
  }

  /** Those that are on the list for a channel, as they are written. */
  List<String> listed(SuppressionList list, String channel) {
    List<List<Suppression>> entries = list.of(asked);
    List<String> found = new ArrayList<>();
    for (int i = 0; i < asked.size(); i++) {
      if (bears(entries.get(i), channel)) {
        found.add(asked.get(i).written().strip());
      }
    }
    return found;
  }

  List<Identity> identities() {
    return asked.stream().map(Asked::identity).toList();
  }

  private static boolean isNumber(Identity identity) {
    return identity.kind().equals(Identity.PHONE);
  }

  private static boolean bears(List<Suppression> entries, String channel) {
    return entries.stream()
        .anyMatch(
            entry ->
                entry.reason().equals("erasure")
                    || entry.channel().equals(channel)
                    || (!isTransfer(channel) && entry.channel().equals("all"))
                    || (channel.equals("all") && !isTransfer(entry.channel())));
  }

  /** Whoever keeps their data from a buyer may go on receiving what is sent, and conversely. */
  private static boolean isTransfer(String channel) {
    return channel.equals(SuppressionList.TRANSFER);
  }

  private static Identity identity(Path file, int number, String line) {
    try {
      return PlainSpelling.of(line).contains("@") ? Identity.email(line) : Identity.phone(line);
    } catch (Refusal e) {
      throw new Refusal(ExitCode.INVALID, file + ":" + number + ": " + e.lines().get(0));
    }
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new Refusal(ExitCode.INVALID, file + " cannot be read as UTF-8 text");
    }
  }
}
