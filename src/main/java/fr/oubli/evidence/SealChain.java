package fr.oubli.evidence;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Checks seals one after the other: each must follow the one before it, say what its signed
 * document says, be signed, close the entries that the ledger has for its run, and tell of that run
 * what the database tells. What does not fit is told in words.
 */
final class SealChain {

  /** What is compared with the seals. */
  interface Compared {

    /** By run, the digests of its entries in their order; empty where they are not asked for. */
    Optional<List<String>> digests(long run);

    /** What the database says of a run; empty where it is not registered. */
    Optional<List<String>> facts(long run);
  }

  private final List<String> faults;
  private final Compared compared;
  private final KeyChain keys;
  private final Map<Long, SignedSeal> byRun = new TreeMap<>();
  private final Map<String, SignedSeal> byDocument = new HashMap<>();
  private long sequence;
  private long lastEntry;
  private String previous = "";
  private boolean tells;

  SealChain(List<String> faults, Compared compared, KeyChain keys) {
    this.faults = faults;
    this.compared = compared;
    this.keys = keys;
  }

  static String name(Seal seal) {
    return "seal " + seal.sequence() + " (run " + seal.run() + ")";
  }

  void next(SignedSeal signed) {
    Seal seal = signed.seal();
    String document = signed.document();
    String name = name(seal);
    if (seal.sequence() != sequence + 1 || !seal.previousSeal().equals(previous)) {
      faults.add(name + " does not follow the one before it: a seal is missing or moved");
    }
    if (!seal.document().equals(document) || !seal.digest().equals(signed.digest())) {
      faults.add(name + " was changed");
    }
    if (tells && seal.facts().isEmpty()) {
      faults.add(name + " is of an earlier form than the one before it");
    }
    compared.digests(seal.run()).ifPresent(digests -> entries(seal, digests));
    if (!SealKey.verifies(signed.publicKey(), document, signed.signature())) {
      faults.add(name + " is not signed by the key beside it");
    }
    keys.next(seal, signed.publicKey());
    facts(seal);
    byRun.put(seal.run(), signed);
    byDocument.put(document, signed);
    sequence = seal.sequence();
    previous = signed.digest();
    lastEntry = Math.max(lastEntry, seal.range().last());
    tells |= !seal.facts().isEmpty();
  }

  private void entries(Seal seal, List<String> digests) {
    if (digests.size() != seal.range().entries()
        || !MerkleTree.root(digests).equals(seal.merkleRoot())) {
      faults.add(
          name(seal)
              + " speaks of "
              + seal.range().entries()
              + " entries, the ledger has other ones");
    }
  }

  private void facts(Seal seal) {
    Optional<List<String>> stored = compared.facts(seal.run());
    if (stored.isEmpty()) {
      faults.add(name(seal) + " is of a run that is not registered any more");
    } else if (!seal.facts().isEmpty()) {
      seal.facts()
          .differences(stored.get())
          .forEach(told -> faults.add("run " + seal.run() + ": " + told));
    }
  }

  /** Tells when a seal speaks of entries after the last one that there is. */
  void missingTail(EntryChain chain) {
    if (lastEntry > chain.lastSeq()) {
      faults.add("the ledger ends at entry " + chain.lastSeq() + ", a seal speaks of " + lastEntry);
    }
  }

  /** The seal whose document is in a copy. */
  Optional<SignedSeal> of(String document) {
    return Optional.ofNullable(byDocument.get(document));
  }

  /** The seals by their runs. */
  Map<Long, SignedSeal> byRun() {
    return byRun;
  }
}
