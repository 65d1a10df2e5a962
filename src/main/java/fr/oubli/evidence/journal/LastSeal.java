package fr.oubli.evidence.journal;

import fr.oubli.platform.output.WholeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The last seal of a database, as the home remembers it: a database that ends with an earlier one
 * was restored.
 *
 * @param sequence its place in the chain of seals
 */
public record LastSeal(String database, long sequence, String digest) {

  /** Remembers a seal; one that is later stays. */
  public static void note(Path home, LastSeal seal) {
    if (of(home, seal.database()).filter(known -> known.sequence() > seal.sequence()).isEmpty()) {
      WholeFile.writePrivate(
          file(home, seal.database()),
          out ->
              out.write(
                  (seal.sequence() + " " + seal.digest() + "\n")
                      .getBytes(StandardCharsets.US_ASCII)));
    }
  }

  /** Empty where the home knows of none, or of none that can be read. */
  public static Optional<LastSeal> of(Path home, String database) {
    Path file = file(home, database);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      List<String> parts = List.of(Files.readString(file).strip().split(" ", -1));
      return parts.size() == 2 && parts.get(0).matches("\\d{1,18}")
          ? Optional.of(new LastSeal(database, Long.parseLong(parts.get(0)), parts.get(1)))
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path file(Path home, String database) {
    return home.resolve("last-seal-" + database);
  }
}
