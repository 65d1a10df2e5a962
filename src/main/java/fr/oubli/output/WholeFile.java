package fr.oubli.output;

import java.nio.file.Path;

/** stub */
public final class WholeFile {
  private WholeFile() {}

  public static Path write(Path file, String content) {
    return file;
  }
}
