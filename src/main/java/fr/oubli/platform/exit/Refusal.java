package fr.oubli.platform.exit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Stops a command for a reason that a person can mend. Each line names what is wrong, where, and
 * what to do; it is printed as it is, without a stack trace.
 */
public final class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final ExitCode code;
  private final transient List<String> lines;

  public Refusal(ExitCode code, List<String> lines) {
    super(String.join(System.lineSeparator(), lines));
    this.code = code;
    this.lines = List.copyOf(lines);
  }

  public Refusal(ExitCode code, String line) {
    this(code, List.of(line));
  }

  /** The refusal that a failure is, or was caused by; null where it has another cause. */
  public static @Nullable Refusal in(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof Refusal refusal) {
        return refusal;
      }
    }
    return null;
  }

  public ExitCode code() {
    return code;
  }

  public List<String> lines() {
    return lines;
  }
}
