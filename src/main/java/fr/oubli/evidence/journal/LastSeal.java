package fr.oubli.evidence.journal;

import fr.oubli.platform.output.OwnerOnlyFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/**
 * The last seal of a database, as the home remembers it: a database that ends with an earlier one
 * was restored.
 *
 * @param sequence its place in the chain of seals
 */
public record LastSeal(String database, long sequence, String digest) {

  /**
   * Remembers a seal; one that is later stays. The disk is not waited for: what a power cut takes
   * from here the copies of seals tell too.
   */
  public static void note(Path home, LastSeal seal) {
    if (of(home, seal.database()).filter(known -> known.sequence() > seal.sequence()).isPresent()) {
      return;
    }
    Path file = file(home, seal.database());
    try {
      Path fresh = OwnerOnlyFile.temporary(file);
      Files.writeString(fresh, seal.sequence() + " " + seal.digest() + "\n");
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
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
