package fr.oubli.model.policy;

import java.time.Period;
import org.jspecify.annotations.Nullable;

/**
 * What holds for rows of which the data say no period.
 *
 * @param kind of answer
 * @param period null but where the policy states one
 */
public record Fallback(Kind kind, @Nullable Period period) {

  /** A kind of answer. */
  public enum Kind {
    /** Nothing runs while there are such rows. */
    REFUSED,
    /** The shortest of a promise, the longest of a legal minimum. */
    STRICTEST,
    /** A period of their own. */
    STATED
  }

  public static final Fallback REFUSED = new Fallback(Kind.REFUSED, null);
  public static final Fallback STRICTEST = new Fallback(Kind.STRICTEST, null);

  public Fallback {
    if ((kind == Kind.STATED) != (period != null)) {
      throw new IllegalArgumentException("a period is stated or it is not: " + kind);
    }
  }

  public static Fallback of(Period period) {
    return new Fallback(Kind.STATED, period);
  }

  public boolean refuses() {
    return kind == Kind.REFUSED;
  }
}
