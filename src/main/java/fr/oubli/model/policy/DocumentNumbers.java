package fr.oubli.model.policy;

import fr.oubli.model.policy.NumberPattern.Kind;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the numbers of documents stand, how they are built and when their counter starts anew.
 *
 * @param column of the number
 * @param patterns empty where a number is what stands before its last digits, and these digits: a
 *     counter for each way of beginning
 * @param restarts null where the counter runs on
 */
public record DocumentNumbers(
    String column, List<NumberPattern> patterns, @Nullable Restart restarts) {

  /** When a counter starts at 1 again. */
  public enum Restart {
    YEARLY("yearly"),
    MONTHLY("monthly"),
    /** Each series has a counter that starts at 1. */
    SERIES("each-series");

    private final String written;

    Restart(String written) {
      this.written = written;
    }

    /** The word for it in a policy. */
    public String written() {
      return written;
    }
  }

  public DocumentNumbers {
    patterns = List.copyOf(patterns);
    if (patterns.isEmpty() && restarts != null) {
      throw new IllegalArgumentException("a counter without a pattern starts anew");
    }
  }

  /** Numbers whose last digits are the counter, one for each way of beginning. */
  public static DocumentNumbers of(String column) {
    return new DocumentNumbers(column, List.of(), null);
  }

  /** Whether a part of a number tells which counter it belongs to. */
  public boolean tellsCounter(Kind kind) {
    Set<Kind> telling = EnumSet.of(Kind.LITERAL, Kind.LETTERS);
    if (restarts == Restart.YEARLY || restarts == Restart.MONTHLY) {
      telling.add(Kind.YEAR);
    }
    if (restarts == Restart.MONTHLY) {
      telling.add(Kind.MONTH);
    }
    return telling.contains(kind);
  }
}
