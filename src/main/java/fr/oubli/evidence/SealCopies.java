package fr.oubli.evidence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Compares the copies of seals that are kept outside the database with the seals in it. Those of
 * another database are known by its name, which they bear and which their key signed.
 *
 * @param database the name of this one
 */
record SealCopies(String database, List<String> faults, List<String> remarks) {

  private static final String SIGNATURE = "signature: ";
  private static final String KEY = "public-key: ";

  /** How many copies there were of this database's seals, and how many of others'. */
  record Found(long own, long others) {}

  Found compare(Path folder, SealChain seals) {
    Set<Long> copied = new HashSet<>();
    long others = 0;
    long own = 0;
    for (Path file : files(folder)) {
      String copy = read(file);
      String document = document(copy);
      Optional<SignedSeal> seal = seals.of(document);
      if (seal.isPresent()) {
        own++;
        copied.add(seal.get().seal().run());
        if (!seal.get().copy().equals(copy)) {
          faults.add(file + ": its signature or its key is not that of the seal");
        }
      } else if (isAnothers(copy, document)) {
        others++;
      } else {
        own++;
        faults.add(
            file
                + ": the database has no such seal; entries were removed or rewritten, or the file"
                + (Seal.factsOf(document).isEmpty() ? " is of another database" : " was changed"));
      }
    }
    missing(seals.byRun(), copied, folder);
    return new Found(own, others);
  }

  /** Its key vouches for it, so that nobody else can give a seal of this database another name. */
  private boolean isAnothers(String copy, String document) {
    String named = Seal.factsOf(document).of(SealedFacts.DATABASE);
    return !named.isEmpty()
        && !named.equals(database)
        && SealKey.verifies(line(copy, KEY), document, line(copy, SIGNATURE));
  }

  private void missing(Map<Long, SignedSeal> seals, Set<Long> copied, Path folder) {
    String runs =
        seals.keySet().stream()
            .filter(run -> !copied.contains(run))
            .map(String::valueOf)
            .collect(Collectors.joining(", "));
    if (!runs.isEmpty()) {
      remarks.add("no copy in " + folder + " of the seals of these runs: " + runs);
    }
  }

  private static String document(String copy) {
    int end = copy.indexOf("\n" + SIGNATURE);
    return end < 0 ? copy : copy.substring(0, end + 1);
  }

  /** The last line of that name. */
  private static String line(String copy, String name) {
    return copy.lines()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(name.length()))
        .reduce("", (one, other) -> other);
  }

  private static List<Path> files(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> SealFiles.NAME.matcher(file.getFileName().toString()).matches())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
