package fr.oubli.model.policy;

/**
 * The name of a rule as it is noted: that of the policy, and behind it, where the rule is one of
 * several that a period in the data makes of one, which of them it is, such as {@code gps (30
 * days)}.
 *
 * @param which empty where the rule is the policy's own
 */
public record MadeName(String written, String which) {

  private static final String OPENED = " (";
  private static final String CLOSED = ")";

  /** What was noted; no name in a policy has a bracket. */
  public static MadeName of(String noted) {
    int made = noted.indexOf(OPENED);
    return made < 0
        ? new MadeName(noted, "")
        : new MadeName(
            noted.substring(0, made),
            noted.substring(made + OPENED.length(), noted.length() - CLOSED.length()));
  }

  /** Whether it is of one of several. */
  public boolean made() {
    return !which.isEmpty();
  }

  /** As it is noted. */
  public String noted() {
    return made() ? written + OPENED + which + CLOSED : written;
  }
}
