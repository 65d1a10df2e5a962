package fr.oubli.evidence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The copy of a seal, as a file outside the database has it.
 *
 * @param document the text that was signed
 */
public record SealCopy(Path file, String text, String document) {

  private static final String SIGNATURE = "signature: ";
  private static final String KEY = "public-key: ";

  /** Every copy in a folder, at any depth, in the order of their names; none where it is not. */
  static List<SealCopy> in(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(SealCopy::isNamed).sorted().map(SealCopy::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isNamed(Path file) {
    return SealFiles.NAME.matcher(String.valueOf(file.getFileName())).matches();
  }

  /** Every copy that lies directly in a folder. */
  public static List<SealCopy> directlyIn(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(SealCopy::isNamed).sorted().map(SealCopy::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SealCopy read(Path file) {
    try {
      String text = Files.readString(file);
      int end = text.indexOf("\n" + SIGNATURE);
      return new SealCopy(file, text, end < 0 ? text : text.substring(0, end + 1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The name of the database whose seal it is; empty in one of an earlier version. */
  public String database() {
    return facts().of(SealedFacts.DATABASE);
  }

  /** What it says of its run. */
  public SealedFacts facts() {
    return Seal.factsOf(document);
  }

  /** The digest by which the next seal follows this one. */
  public String digest() {
    return Digests.sha256(document);
  }

  /** Whether the key that stands in it signed it. */
  public boolean isSigned() {
    return SealKey.verifies(last(KEY), document, last(SIGNATURE));
  }

  /** The value of a line of the document; zero where there is none. */
  public long number(String name) {
    String value = value(name);
    return value.matches("\\d{1,18}") ? Long.parseLong(value) : 0;
  }

  /** The value of a line of the document; empty where there is none. */
  public String value(String name) {
    return document
        .lines()
        .filter(line -> line.startsWith(name + ": "))
        .map(line -> line.substring(name.length() + 2))
        .findFirst()
        .orElse("");
  }

  private String last(String name) {
    return text.lines()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(name.length()))
        .reduce("", (one, other) -> other);
  }
}
