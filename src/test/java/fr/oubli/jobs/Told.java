package fr.oubli.jobs;

import java.util.List;

/**
 * Stands for the program where the launcher is tested: tells what it was given, and ends with 3.
 */
public final class Told {

  static final int CODE = 3;

  private Told() {}

  public static void main(String[] arguments) {
    System.out.println("told " + List.of(arguments));
    System.exit(CODE);
  }
}
