package fr.oubli.evidence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Checks ledger entries one after the other: each must follow the one before it and bear the digest
 * of its own text. What does not fit is told in words.
 */
final class EntryChain {
  private final List<String> faults;
  private final Map<Long, List<String>> byRun = new HashMap<>();
  private long lastSeq;
  private String lastDigest = "";
  private long entries;
  private long rows;

  EntryChain(List<String> faults) {
    this.faults = faults;
  }

  void next(Entry entry) {
    if (entry.seq() != lastSeq + 1) {
      faults.add("entries " + (lastSeq + 1) + " to " + (entry.seq() - 1) + " are missing");
    } else if (!entry.previousDigest().equals(lastDigest)) {
      faults.add("entry " + entry.seq() + " does not follow the one before it");
    }
    if (!entry.digest().equals(entry.expectedDigest())) {
      faults.add("entry " + entry.seq() + " was changed");
    }
    byRun.computeIfAbsent(entry.run(), run -> new ArrayList<>()).add(entry.digest());
    lastSeq = entry.seq();
    lastDigest = entry.digest();
    entries++;
    rows += entry.change().rows();
  }

  /** By run, the digests of its entries in their order. */
  Map<Long, List<String>> digestsByRun() {
    return byRun;
  }

  long lastSeq() {
    return lastSeq;
  }

  long entries() {
    return entries;
  }

  long rows() {
    return rows;
  }
}
