package fr.oubli.platform.console;

/**
 * Ends the process with the command's own exit code, on which schedulers act. Once a signal has
 * begun the shutdown, {@code System.exit} would never return, and the process would end with the
 * code of the signal: it is halted instead.
 */
public final class Ending {

  private static volatile boolean stopping;

  private Ending() {}

  /** To be called when a signal has asked the command to end by itself. */
  public static void stopping() {
    stopping = true;
  }

  /** Whether a signal has asked the command to end. */
  public static boolean isStopping() {
    return stopping;
  }

  public static void with(int code) {
    if (stopping) {
      System.out.flush();
      System.err.flush();
      Runtime.getRuntime().halt(code);
    }
    System.exit(code);
  }
}
