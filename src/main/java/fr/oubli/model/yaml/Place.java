package fr.oubli.model.yaml;

/** A line of a file, counted from 1; printed as {@code file:line}. */
public record Place(String file, int line) {

  public Place {
    if (line < 1) {
      throw new IllegalArgumentException("lines are counted from 1, not " + line);
    }
  }

  @Override
  public String toString() {
    return file + ":" + line;
  }
}
