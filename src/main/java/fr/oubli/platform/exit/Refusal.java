package fr.oubli.platform.exit;

import java.util.List;

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

  public ExitCode code() {
    return code;
  }

  public List<String> lines() {
    return lines;
  }
}
