package fr.oubli.evidence;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The seals, one after the other. */
final class SealChain {
  private final List<String> faults;
  private final Map<Long, List<String>> digestsByRun;
  private final String trustedKey;
  private final Set<String> documents = new HashSet<>();
  private long sequence;
  private long lastEntry;
  private String previous = "";

  SealChain(List<String> faults, Map<Long, List<String>> digestsByRun, String trustedKey) {
    this.faults = faults;
    this.digestsByRun = digestsByRun;
    this.trustedKey = trustedKey;
  }

  void next(Seal seal, String document, String digest, String signature, String publicKey) {
    String name = "seal " + seal.sequence() + " (run " + seal.run() + ")";
    List<String> digests = digestsByRun.getOrDefault(seal.run(), List.of());
    if (seal.sequence() != sequence + 1 || !seal.previousSeal().equals(previous)) {
      faults.add(name + " does not follow the one before it: a seal is missing or moved");
    }
    if (!seal.document().equals(document) || !seal.digest().equals(digest)) {
      faults.add(name + " was changed");
    }
    if (digests.size() != seal.entries() || !MerkleTree.root(digests).equals(seal.merkleRoot())) {
      faults.add(name + " speaks of " + seal.entries() + " entries, the ledger has other ones");
    }
    if (!SealKey.verifies(trustedKey.isEmpty() ? publicKey : trustedKey, document, signature)) {
      faults.add(name + " is not signed by the key");
    }
    documents.add(document);
    sequence = seal.sequence();
    previous = digest;
    lastEntry = Math.max(lastEntry, seal.lastSeq());
  }

  void unsealedTail(EntryChain chain) {
    if (lastEntry > chain.lastSeq()) {
      faults.add("the ledger ends at entry " + chain.lastSeq() + ", a seal speaks of " + lastEntry);
    }
  }

  boolean has(String copy) {
    int end = copy.indexOf("signature: ");
    return end > 0 && documents.contains(copy.substring(0, end));
  }

  long count() {
    return documents.size();
  }
}
