package fr.oubli.evidence;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Checks seals one after the other: each must follow the one before it, be signed, and speak of the
 * entries that the ledger has for its run. What does not fit is told in words.
 */
final class SealChain {
  private final List<String> faults;
  private final Map<Long, List<String>> digestsByRun;
  private final String trustedKey;
  private final Set<String> documents = new HashSet<>();
  private long sequence;
  private long lastEntry;
  private String previous = "";

  /**
   * @param trustedKey the public key that every seal must be signed with; empty takes the one that
   *     stands beside each seal
   */
  SealChain(List<String> faults, Map<Long, List<String>> digestsByRun, String trustedKey) {
    this.faults = faults;
    this.digestsByRun = digestsByRun;
    this.trustedKey = trustedKey;
  }

  void next(SignedSeal signed) {
    Seal seal = signed.seal();
    String document = signed.document();
    String name = "seal " + seal.sequence() + " (run " + seal.run() + ")";
    List<String> digests = digestsByRun.getOrDefault(seal.run(), List.of());
    if (seal.sequence() != sequence + 1 || !seal.previousSeal().equals(previous)) {
      faults.add(name + " does not follow the one before it: a seal is missing or moved");
    }
    if (!seal.document().equals(document) || !seal.digest().equals(signed.digest())) {
      faults.add(name + " was changed");
    }
    if (digests.size() != seal.range().entries()
        || !MerkleTree.root(digests).equals(seal.merkleRoot())) {
      faults.add(
          name + " speaks of " + seal.range().entries() + " entries, the ledger has other ones");
    }
    String key = trustedKey.isEmpty() ? signed.publicKey() : trustedKey;
    if (!SealKey.verifies(key, document, signed.signature())) {
      faults.add(name + " is not signed by the key");
    }
    documents.add(document);
    sequence = seal.sequence();
    previous = signed.digest();
    lastEntry = Math.max(lastEntry, seal.range().last());
  }

  /** Tells when a seal speaks of entries after the last one that there is. */
  void missingTail(EntryChain chain) {
    if (lastEntry > chain.lastSeq()) {
      faults.add("the ledger ends at entry " + chain.lastSeq() + ", a seal speaks of " + lastEntry);
    }
  }

  /** Whether the copy of a seal says what a seal in the database says. */
  boolean has(String copy) {
    int end = copy.indexOf("signature: ");
    return end > 0 && documents.contains(copy.substring(0, end));
  }

  /** How many seals there are. */
  long count() {
    return documents.size();
  }
}
