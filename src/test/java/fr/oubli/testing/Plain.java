package fr.oubli.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** French text without its typography, as sentences of tests are written. */
public final class Plain {

  private Plain() {}

  /** With breaking spaces and straight apostrophes. */
  public static String text(String french) {
    return french.replace('\u00a0', ' ').replace('\u202f', ' ').replace('\u2019', '\'');
  }

  public static String file(Path file) throws IOException {
    return text(Files.readString(file));
  }
}
