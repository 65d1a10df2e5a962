package fr.oubli.evidence;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What closes a run: how far the ledger went, the Merkle root of the run's entries and the seal
 * before it. A run that changed nothing is sealed too, so that a missing night shows.
 *
 * @param sequence its place in the chain of seals, from one
 * @param previousSeal the digest of the seal before it; empty for the first one
 * @param sealedAt UTC in whole seconds, as it is signed
 * @param facts of the run; none in a seal of an earlier version
 */
public record Seal(
    long run,
    long sequence,
    Range range,
    String merkleRoot,
    String previousSeal,
    String sealedAt,
    SealedFacts facts) {

  private static final String LAST = "sealed-at: ";

  /** The facts that a document tells, whoever wrote it. */
  static SealedFacts factsOf(String document) {
    List<String> lines = document.lines().toList();
    int last = 0;
    while (last < lines.size() && !lines.get(last).startsWith(LAST)) {
      last++;
    }
    return new SealedFacts(
        last >= lines.size() ? List.of() : lines.subList(last + 1, lines.size()));
  }

  /**
   * The run's entries. Entries of another run may stand between the first and the last one.
   *
   * @param first the number of its first entry; zero where it has none
   * @param rows how many rows the entries speak of
   */
  public record Range(long first, long last, long entries, long rows) {}

  /** The document that is signed: one {@code name: value} line each, in this order. */
  public String document() {
    Map<String, Object> lines = new LinkedHashMap<>();
    lines.put("oubli-seal", facts.form());
    lines.put("sequence", sequence);
    lines.put("run", run);
    lines.put("first-entry", range.first());
    lines.put("last-entry", range.last());
    lines.put("entries", range.entries());
    lines.put("rows", range.rows());
    lines.put("merkle-root", merkleRoot);
    lines.put("previous-seal", previousSeal.isEmpty() ? "none" : previousSeal);
    lines.put("sealed-at", sealedAt);
    StringBuilder document = new StringBuilder();
    lines.forEach((name, value) -> document.append(name).append(": ").append(value).append('\n'));
    facts.lines().forEach(line -> document.append(line).append('\n'));
    return document.toString();
  }

  /** The digest of the document, by which the next seal follows this one. */
  public String digest() {
    return Digests.sha256(document());
  }

  /**
   * How the run was about to end when it was sealed.
   *
   * @param otherwise where the seal does not tell
   */
  public String outcome(String otherwise) {
    String outcome = facts.of(SealedFacts.OUTCOME);
    return outcome.isEmpty() ? otherwise : outcome;
  }

  /** When it was made. */
  public Instant at() {
    return Instant.parse(sealedAt);
  }
}
