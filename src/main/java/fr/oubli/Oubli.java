package fr.oubli;

/** Starts the command line. */
public final class Oubli {

  private Oubli() {}

  public static void main(String[] arguments) {
    System.exit(0);
  }
}
