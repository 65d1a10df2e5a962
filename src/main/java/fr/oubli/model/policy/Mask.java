package fr.oubli.model.policy;

import java.math.BigDecimal;

/**
 * How a column is rewritten. Every mask gives the same result when it is applied to its own result:
 * that is how a row that is already anonymised is known.
 */
public sealed interface Mask {

  record NullRewrite() implements Mask {}

  /**
   * @param value the constant; {@code {key}} in it becomes the row's key
   */
  record StringRewrite(String value) implements Mask {}

  /**
   * Random characters that carry their own check, so that a masked value is recognised and never
   * rewritten.
   */
  record RandomString(int length) implements Mask {
    public static final int SHORTEST = 12;

    public RandomString {
      if (length < SHORTEST) {
        throw new IllegalArgumentException("a random string needs at least " + SHORTEST);
      }
    }
  }

  /** Text cut to its first characters: a postal code to its département. */
  record KeepPrefix(int characters) implements Mask {
    public KeepPrefix {
      if (characters < 1) {
        throw new IllegalArgumentException("a prefix keeps at least one character");
      }
    }
  }

  /** A number rounded down to a multiple. */
  record RoundNumber(BigDecimal multiple) implements Mask {
    public RoundNumber {
      if (multiple.signum() <= 0) {
        throw new IllegalArgumentException("a number is rounded to a positive multiple");
      }
    }
  }

  /** A date or timestamp brought back to the first day of its month, quarter or year. */
  record FloorDate(Unit unit) implements Mask {
    /** The length of time that is kept. */
    public enum Unit {
      MONTH,
      QUARTER,
      YEAR
    }
  }

  /** Left as it is, on purpose. */
  record Preserve() implements Mask {}
}
