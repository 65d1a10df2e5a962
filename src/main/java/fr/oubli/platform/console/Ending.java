package fr.oubli.platform.console;

/**
 * How the process ends. Once a signal has begun the shutdown, {@code System.exit} waits for ever
 * and the signal's code wins; the command's own code is what schedulers act on.
 */
public final class Ending {

  private static volatile boolean stopping;

  private Ending() {}

  /** A signal asked to stop, and the command is to end by itself. */
  public static void stopping() {
    stopping = true;
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
