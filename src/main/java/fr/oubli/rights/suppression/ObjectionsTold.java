package fr.oubli.rights.suppression;

import fr.oubli.platform.output.CsvInput;
import fr.oubli.rights.request.Identity;
import fr.oubli.rights.suppression.Spellings.Spelled;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the objections that a processor tells: digests under its key, or addresses. Every fault is
 * told with its line, and no address is.
 *
 * @param channel of what says none
 */
record ObjectionsTold(Path file, String channel, LocalDate today) {

  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern CHANNEL = Pattern.compile("[a-z0-9_-]{1,40}");
  private static final List<String> KINDS =
      List.of(Identity.EMAIL, Identity.PHONE, Spellings.FOLDED);
  private static final int MOST_FAULTS = 20;

  /**
   * An objection: of a digest, or of an address that is hashed before it is kept.
   *
   * @param since null where the file does not say from which day on
   */
  record Objection(String kind, String value, String channel, @Nullable LocalDate since) {}

  /**
   * What the file says.
   *
   * @param digests whether the values are digests
   */
  record Read(boolean digests, List<Objection> objections, List<String> faults) {}

  /** How the addresses of a file are written before they are hashed. */
  @FunctionalInterface
  interface Spelling {
    Iterable<Spelled> of(Identity identity);
  }

  Read read(Spelling spelling) {
    Map<String, Integer> names = new HashMap<>();
    List<Objection> objections = new ArrayList<>();
    List<String> faults = new ArrayList<>();
    boolean[] headed = {false};
    CsvInput.read(
        file,
        (line, cells) -> {
          if (cells.stream().allMatch(String::isBlank) || faults.size() >= MOST_FAULTS) {
            return;
          }
          if (line == 1 && cells.stream().map(String::strip).anyMatch("digest"::equals)) {
            headed[0] = true;
            for (int i = 0; i < cells.size(); i++) {
              names.put(cells.get(i).strip(), i);
            }
            return;
          }
          String wrong =
              headed[0]
                  ? digest(names, cells, objections)
                  : address(cells.get(0), spelling, objections);
          if (!wrong.isEmpty()) {
            faults.add(file + ":" + line + ": " + wrong);
          }
        });
    return new Read(headed[0], objections, faults);
  }

  private String address(String written, Spelling spelling, List<Objection> objections) {
    Optional<Identity> identity = Spellings.read(written);
    if (identity.isEmpty()) {
      return "that is neither an e-mail address nor a telephone number; write one a line";
    }
    for (Spelled each : spelling.of(identity.get())) {
      objections.add(new Objection(each.kind(), each.value(), channel, null));
    }
    return "";
  }

  private String digest(
      Map<String, Integer> names, List<String> cells, List<Objection> objections) {
    String kind = cell(names, cells, "kind", Identity.EMAIL);
    String digest = cell(names, cells, "digest", "");
    String theirs = cell(names, cells, "channel", channel);
    String reason = cell(names, cells, "reason", "objection");
    if (!KINDS.contains(kind)) {
      return "the kind is none of " + String.join("; ", KINDS);
    }
    if (!DIGEST.matcher(digest).matches()) {
      return "the digest is not 64 hexadecimal digits in small letters";
    }
    if (!CHANNEL.matcher(theirs).matches()) {
      return "the channel is no word; write email, phone, sms, post or all";
    }
    if (!reason.equals("objection")) {
      return "the reason is not objection: a processor tells of nothing else";
    }
    try {
      String written = cell(names, cells, "since", "");
      LocalDate since = written.isEmpty() ? null : LocalDate.parse(written);
      if (since != null && since.isAfter(today)) {
        return "the objection is of a day to come";
      }
      objections.add(new Objection(kind, digest, theirs, since));
      return "";
    } catch (DateTimeParseException e) {
      return "since is no day; write it as 2026-11-20";
    }
  }

  private static String cell(
      Map<String, Integer> names, List<String> cells, String name, String usual) {
    Integer place = names.get(name);
    String text = place == null || place >= cells.size() ? "" : cells.get(place).strip();
    return text.isEmpty() ? usual : text;
  }
}
