package fr.oubli.intake;

import org.jspecify.annotations.Nullable;

/**
 * A line as it stands in the file; one with a line break between quotes is several of the file's.
 */
final class RawLine {

  private final long number;
  private final byte[] bytes;
  private final @Nullable String fault;

  /**
   * @param number of the first, counted from 1
   * @param bytes without the line's end; the beginning alone where it is too long
   * @param fault why it cannot be read at all; null where nothing is known against it
   */
  RawLine(long number, byte[] bytes, @Nullable String fault) {
    this.number = number;
    this.bytes = bytes;
    this.fault = fault;
  }

  long number() {
    return number;
  }

  /** Not a copy: a million lines are read, and nobody writes into one. */
  byte[] bytes() {
    return bytes;
  }

  @Nullable String fault() {
    return fault;
  }
}
