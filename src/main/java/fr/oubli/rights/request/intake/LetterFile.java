package fr.oubli.rights.request.intake;

import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.yaml.NearestWord;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.platform.output.CsvInput;
import fr.oubli.platform.output.FilledCells;
import fr.oubli.rights.request.Identity;
import fr.oubli.rights.request.LetterWords;
import fr.oubli.rights.request.RequestRegister.Letter;
import fr.oubli.rights.request.Right;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads a CSV of letters, a line each. Every line is checked before the file is refused. */
final class LetterFile implements CsvInput.Beans<LetterLine> {

  private final Path file;
  private final DataMap map;
  private final LocalDate today;
  private final List<ReceivedLetter> letters = new ArrayList<>();
  private final Map<ReceivedLetter.Said, Long> lines = new HashMap<>();
  private final List<String> faults = new ArrayList<>();

  private LetterFile(Path file, DataMap map, LocalDate today) {
    this.file = file;
    this.map = map;
    this.today = today;
  }

  /**
   * @throws Refusal with one line per fault of the file
   */
  static List<ReceivedLetter> read(Path file, DataMap map, LocalDate today) {
    LetterFile read = new LetterFile(file, map, today);
    CsvInput.beans(file, LetterLine.class, read);
    if (read.letters.isEmpty() && read.faults.isEmpty()) {
      read.faults.add(file + ":1: has no letter");
    }
    if (!read.faults.isEmpty()) {
      throw new Refusal(ExitCode.INVALID, read.faults);
    }
    return read.letters;
  }

  @Override
  public void header(List<String> names) {
    List<String> written = names.stream().map(each -> each.toLowerCase(Locale.ROOT)).toList();
    List<String> wrong = new ArrayList<>();
    written.stream()
        .filter(name -> !LetterLine.COLUMNS.contains(name))
        .forEach(
            name ->
                wrong.add(
                    at(
                        1,
                        "unknown column '%s'; %s"
                            .formatted(
                                name,
                                NearestWord.mend(
                                    name,
                                    LetterLine.COLUMNS,
                                    "the columns are " + String.join(", ", LetterLine.COLUMNS))))));
    LetterLine.NEEDED.stream()
        .filter(name -> !written.contains(name))
        .forEach(name -> wrong.add(at(1, "has no column " + name + "; add it")));
    // Of a file that is none of letters the lines say nothing.
    if (!wrong.isEmpty()) {
      throw new Refusal(ExitCode.INVALID, wrong);
    }
  }

  @Override
  public void line(long number, LetterLine line) {
    List<String> wrong = new ArrayList<>();
    List<Identity> who = who(line, wrong);
    Letter letter = letter(line, who, wrong);
    if (letter == null || !wrong.isEmpty()) {
      wrong.forEach(what -> faults.add(at(number, what)));
      return;
    }
    ReceivedLetter received =
        new ReceivedLetter(number, letter, who, line.note().isEmpty() ? null : line.note());
    Long same = lines.putIfAbsent(received.said(), number);
    if (same == null) {
      letters.add(received);
    } else {
      faults.add(at(number, "is the same letter as line " + same + "; leave one of them out"));
    }
  }

  @Override
  public void wrong(long number, String what) {
    faults.add(at(number, what));
  }

  private String at(long line, String what) {
    return file + ":" + line + ": " + what;
  }

  private List<Identity> who(LetterLine line, List<String> wrong) {
    List<Identity> who = new ArrayList<>();
    read(line.emails(), Identity::email, "email: ", who, wrong);
    read(line.phones(), text -> Identity.phone(FilledCells.plain(text)), "phone: ", who, wrong);
    read(line.names(), Identity::name, "name: ", who, wrong);
    read(line.fields(), text -> Identity.field(text, map), "field: ", who, wrong);
    if (who.isEmpty() && wrong.isEmpty()) {
      wrong.add("says of nobody who asks; fill email, phone, name or field");
    }
    return who;
  }

  private static void read(
      List<String> cells,
      Function<String, Identity> reading,
      String column,
      List<Identity> who,
      List<String> wrong) {
    for (String cell : cells) {
      try {
        who.add(reading.apply(cell));
      } catch (Refusal e) {
        wrong.add(column + e.lines().get(0));
      }
    }
  }

  private @Nullable Letter letter(LetterLine line, List<Identity> who, List<String> wrong) {
    Right right = attempt(() -> right(line.right()), wrong);
    LocalDate received =
        attempt(
            () -> LetterWords.received(FilledCells.day(line.receivedOn(), "received-on"), today),
            wrong);
    String channel =
        attempt(
            () ->
                LetterWords.channel(
                    "channel", line.channel().isEmpty() ? null : line.channel(), who),
            wrong);
    String quality =
        attempt(
            () ->
                LetterWords.quality(
                    "quality", line.quality().isEmpty() ? "person" : line.quality()),
            wrong);
    String scope = line.scope().isEmpty() ? "all" : line.scope();
    return right == null || received == null || channel == null || quality == null
        ? null
        : new Letter(right, channel, quality, received, scope);
  }

  private static Right right(String word) {
    for (Right right : Right.values()) {
      if (right.stored().equals(word.toLowerCase(Locale.ROOT))) {
        return right;
      }
    }
    List<String> all = Arrays.stream(Right.values()).map(Right::stored).toList();
    throw new IllegalArgumentException(
        "right is one of %s, not %s"
            .formatted(String.join(", ", all), word.isEmpty() ? "empty" : word));
  }

  /** Null where it fails, which is told. */
  private static <T> @Nullable T attempt(Supplier<T> reading, List<String> wrong) {
    try {
      return reading.get();
    } catch (Refusal e) {
      wrong.add(e.lines().get(0));
    } catch (IllegalArgumentException e) {
      wrong.add(String.valueOf(e.getMessage()));
    }
    return null;
  }
}
