package fr.oubli.evidence;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Compares the copies of seals that are kept outside the database with the seals in it. Those of
 * another database are known by its name, which they bear and which their key signed.
 *
 * @param database the name of this one
 */
record SealCopies(String database, List<String> faults, List<String> remarks) {

  /** How many copies there were of this database's seals, and how many of others'. */
  record Found(long own, long others) {}

  Found compare(Path folder, SealChain seals) {
    Set<Long> copied = new HashSet<>();
    long others = 0;
    long own = 0;
    for (SealCopy copy : SealCopy.in(folder)) {
      Optional<SignedSeal> seal = seals.of(copy.document());
      if (seal.isPresent()) {
        own++;
        copied.add(seal.get().seal().run());
        if (!seal.get().copy().equals(copy.text())) {
          faults.add(copy.file() + ": its signature or its key is not that of the seal");
        }
      } else if (isAnothers(copy)) {
        others++;
      } else {
        own++;
        faults.add(
            copy.file()
                + ": the database has no such seal; entries were removed or rewritten, or the file"
                + (copy.facts().isEmpty() ? " is of another database" : " was changed"));
      }
    }
    missing(seals.byRun(), copied, folder);
    return new Found(own, others);
  }

  /** Its key vouches for it, so that nobody else can give a seal of this database another name. */
  private boolean isAnothers(SealCopy copy) {
    return !copy.database().isEmpty() && !copy.database().equals(database) && copy.isSigned();
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
}
