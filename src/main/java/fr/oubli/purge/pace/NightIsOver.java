package fr.oubli.purge.pace;

/** The night has to stop; what it still had to do waits for the next one. */
public final class NightIsOver extends RuntimeException {

  private static final long serialVersionUID = 1;

  NightIsOver() {
    super("the night is over");
  }
}
