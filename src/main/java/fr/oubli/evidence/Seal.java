package fr.oubli.evidence;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What closes a run: how far the ledger went, the Merkle root of the run's entries and the seal
 * before it. A run that changed nothing is sealed too, so that a missing night shows.
 */
public record Seal(
    long run,
    long sequence,
    long firstSeq,
    long lastSeq,
    long entries,
    long rows,
    String merkleRoot,
    String previousSeal,
    String sealedAt) {

  /** The document that is signed: one {@code name: value} line each, in this order. */
  public String document() {
    Map<String, Object> lines = new LinkedHashMap<>();
    lines.put("oubli-seal", 1);
    lines.put("sequence", sequence);
    lines.put("run", run);
    lines.put("first-entry", firstSeq);
    lines.put("last-entry", lastSeq);
    lines.put("entries", entries);
    lines.put("rows", rows);
    lines.put("merkle-root", merkleRoot);
    lines.put("previous-seal", previousSeal.isEmpty() ? "none" : previousSeal);
    lines.put("sealed-at", sealedAt);
    StringBuilder document = new StringBuilder();
    lines.forEach((name, value) -> document.append(name).append(": ").append(value).append('\n'));
    return document.toString();
  }

  public String digest() {
    return Digests.sha256(document());
  }
}
