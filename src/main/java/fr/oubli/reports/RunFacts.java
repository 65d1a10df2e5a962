package fr.oubli.reports;

import fr.oubli.evidence.RunRegister.Terms;
import fr.oubli.evidence.SignedSeal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * A sealed run as the database keeps it.
 *
 * @param terms its day, its policy and map, the only rule that it enforced, the plan that it ran
 */
record RunFacts(long id, Terms terms, Execution execution, List<Line> lines, SignedSeal seal) {

  RunFacts {
    lines = List.copyOf(lines);
  }

  LocalDate asOf() {
    return terms.asOf();
  }

  /** When it ended: as its seal says, since nobody signed for what the register of runs says. */
  Instant ended() {
    return seal.seal().at();
  }

  long sum(ToLongFunction<Line> figure) {
    return lines.stream().mapToLong(figure).sum();
  }

  /** Who launched the run, and when. */
  record Execution(String operator, Instant startedAt) {}

  /**
   * What was done for one rule and collection.
   *
   * @param ages how old what remains within its period is, the oldest first; empty where it was not
   *     counted
   */
  record Line(
      int position,
      String rule,
      String collection,
      String action,
      LocalDate cutoff,
      Counts counts,
      List<Span> ages) {

    Line {
      ages = List.copyOf(ages);
    }

    /** Rows past the limit that are still there although nothing keeps them. */
    long unexplained() {
      return Math.max(0, counts.remaining() - counts.kept() - counts.unplanned() - counts.busy());
    }

    /** Rows that were due when the run began, and then no longer, by others' hands. */
    long noLonger() {
      return Math.max(0, counts.due() - counts.done() - counts.remaining());
    }

    /** Rows within their period, as far as they were counted. */
    long within() {
      return ages.stream().mapToLong(Span::rows).sum();
    }

    boolean sampled() {
      return ages.stream().anyMatch(Span::sampled);
    }
  }

  /**
   * Rows of one rule and collection, by what became of them.
   *
   * @param held by a hold, by another rule's period, or by a row that refers to them
   * @param stay due rows that are still there at the end
   * @param leftOut rows that the conditions of the rule leave out, due or not
   */
  record Counts(
      long due, long done, long held, long restricted, long quarantined, Stay stay, long leftOut) {

    long remaining() {
      return stay.rows();
    }

    long referenced() {
      return stay.referenced();
    }

    long unplanned() {
      return stay.unplanned();
    }

    long busy() {
      return stay.busy();
    }

    /** Without those that only others' references keep. */
    long heldAlone() {
      return held - stay.referenced();
    }

    /** Those that a later run can act on. */
    long waiting() {
      return stay.unplanned() + stay.busy();
    }

    /** Held, restricted, or referred to. */
    long kept() {
      return held + restricted;
    }
  }

  /**
   * Due rows that are still there.
   *
   * @param rows all of them, whatever the reason
   * @param referenced those that stay because others that are not due refer to them
   * @param unplanned those that the approved plan did not have
   * @param busy those that other sessions locked, or rewrote again and again
   */
  record Stay(long rows, long referenced, long unplanned, long busy) {}

  /** Rows whose clock started between two days, both included. */
  record Span(LocalDate first, LocalDate last, long rows, boolean sampled) {}

  /** A run of all rules, in sums over them. */
  record Night(long run, LocalDate asOf, long done, long held, long restricted, long quarantined) {

    long kept() {
      return held + restricted;
    }
  }
}
