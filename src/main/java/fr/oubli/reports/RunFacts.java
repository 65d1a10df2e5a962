package fr.oubli.reports;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A run as the database keeps it.
 *
 * @param onlyRule the only rule that it enforced; null for all
 * @param planHash the approved plan that it ran; null where none was needed
 */
record RunFacts(
    long id,
    LocalDate asOf,
    String policy,
    String policySha256,
    String mapSha256,
    @Nullable String onlyRule,
    @Nullable String planHash,
    String operator,
    Instant startedAt,
    @Nullable Instant endedAt,
    List<Line> lines,
    SealFacts seal) {

  RunFacts {
    lines = List.copyOf(lines);
  }

  long sum(ToLongFunction<Line> figure) {
    return lines.stream().mapToLong(figure).sum();
  }

  /** What was done for one rule and collection. */
  record Line(
      int position,
      String rule,
      String collection,
      String action,
      LocalDate cutoff,
      long stored,
      long due,
      long done,
      long held,
      long restricted,
      long quarantined,
      long remaining,
      long referenced,
      @Nullable LocalDate oldest,
      List<Span> ages) {

    Line {
      ages = List.copyOf(ages);
    }

    /** Due rows that are still there although nothing keeps them. */
    long unexplained() {
      return remaining - held - restricted;
    }

    boolean sampled() {
      return ages.stream().anyMatch(Span::sampled);
    }
  }

  /** Rows whose clock started between two days, both included. */
  record Span(LocalDate first, LocalDate last, long rows, boolean sampled) {}

  /** What proves the run. */
  record SealFacts(
      long sequence,
      long firstEntry,
      long lastEntry,
      long entries,
      long rows,
      String merkleRoot,
      String previous,
      Instant sealedAt,
      String digest,
      String signature,
      String publicKey) {}

  /** An earlier run, in sums. */
  record Night(long run, LocalDate asOf, long done, long held, long restricted, long quarantined) {}
}
