package fr.oubli.intake;

import com.opencsv.RFC4180Parser;
import com.opencsv.RFC4180ParserBuilder;
import fr.oubli.model.feed.CellForm;
import fr.oubli.model.feed.FeedFile;
import fr.oubli.model.feed.FeedMapping;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which kind of file this is, and where its columns are.
 *
 * @param header the first line, as it is written
 * @param places where in a line the cells of the kind are, in the order of the mapping
 * @param width how many cells a line has
 */
record Layout(FeedMapping mapping, FeedFile file, RawLine header, List<Integer> places, int width) {

  /** What stands before the columns in a file of bad lines that comes back mended. */
  static final List<String> OWN = List.of("line", "why");

  private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  /**
   * @param shown the file's name, for messages
   * @throws Refusal when the first line is not the one of any kind
   */
  static Layout read(Path path, String shown, FeedMapping mapping) {
    try (RawLines lines = new RawLines(path)) {
      RawLine first = lines.next();
      if (first == null) {
        throw new Refusal(ExitCode.INVALID, shown + ": is empty; is it the right file?");
      }
      return of(first, shown, mapping);
    } catch (CharacterCodingException e) {
      throw new Refusal(ExitCode.INVALID, notIn(shown, mapping));
    } catch (IOException e) {
      throw new Refusal(ExitCode.INVALID, shown + ": cannot be read; check its name");
    }
  }

  private static Layout of(RawLine first, String shown, FeedMapping mapping) throws IOException {
    byte[] bytes = first.bytes();
    boolean marked = bytes.length >= 3 && Arrays.equals(Arrays.copyOf(bytes, 3), MARK);
    boolean utf8 = mapping.charset().name().equals("UTF-8");
    boolean utf16 = bytes.length >= 2 && (bytes[0] & 0xFE) == 0xFE && (bytes[1] & 0xFE) == 0xFE;
    if (utf16 || (marked && !utf8)) {
      throw new Refusal(ExitCode.INVALID, notIn(shown, mapping));
    }
    byte[] header = marked ? Arrays.copyOfRange(bytes, 3, bytes.length) : bytes;
    String text =
        mapping
            .charset()
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT)
            .decode(ByteBuffer.wrap(header))
            .toString();
    List<String> all = new ArrayList<>();
    for (String name : parser(mapping).parseLine(text)) {
      all.add(name.strip());
    }
    int own = all.size() > 2 && all.subList(0, 2).equals(OWN) ? 2 : 0;
    List<String> names = all.subList(own, all.size());
    FeedFile file =
        mapping
            .having(names)
            .orElseThrow(
                () ->
                    new Refusal(
                        ExitCode.INVALID,
                        shown + ":1: " + mapping.difference(names) + "; " + mend(names, mapping)));
    List<Integer> places =
        file.cells().stream().map(CellForm::name).map(name -> own + names.indexOf(name)).toList();
    return new Layout(mapping, file, new RawLine(1, header, null), places, all.size());
  }

  private static String mend(List<String> names, FeedMapping mapping) {
    return names.size() == 1
        ? "columns are separated by '" + mapping.separator() + "' there"
        : "have the file sent again, or mend the mapping";
  }

  private static String notIn(String shown, FeedMapping mapping) {
    return shown
        + ":1: is not in "
        + mapping.charset().name()
        + ", as "
        + mapping.source()
        + " says; have it sent so, or mend 'charset' there";
  }

  static RFC4180Parser parser(FeedMapping mapping) {
    return new RFC4180ParserBuilder().withSeparator(mapping.separator()).build();
  }
}
