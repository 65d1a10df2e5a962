package fr.oubli.intake;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a CSV, as bytes: one that is in another character set, has a quote too few or is far
 * too long is a bad line, and spoils no other.
 */
final class RawLines implements Closeable {

  /** No line of a feed is longer; a batch of them must fit into the memory of a small process. */
  static final int LONGEST = 64 * 1024;

  /** A cell of more lines than this has lost its closing quote. */
  private static final int LINES_OF_A_CELL = 100;

  private static final int BUFFER = 128 * 1024;

  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER];
  private int at;
  private int end;
  private long number;
  private boolean cut;
  private final Deque<Physical> ahead = new ArrayDeque<>();

  /** A line of the file, whatever quotes are in it. */
  private static final class Physical {

    private final long number;
    private final byte[] bytes;
    private final boolean tooLong;

    Physical(long number, byte[] bytes, boolean tooLong) {
      this.number = number;
      this.bytes = bytes;
      this.tooLong = tooLong;
    }

    boolean opensQuote() {
      int quotes = 0;
      for (byte one : bytes) {
        if (one == '"') {
          quotes++;
        }
      }
      return quotes % 2 == 1;
    }
  }

  RawLines(Path file) throws IOException {
    this.in = Files.newInputStream(file);
  }

  /** Whether the file ends without the end of a line; known when all lines were read. */
  boolean cut() {
    return cut;
  }

  /** The next line that is not empty; null after the last. */
  @Nullable RawLine next() throws IOException {
    Physical first = physical();
    while (first != null && first.bytes.length == 0) {
      first = physical();
    }
    if (first == null) {
      return null;
    }
    if (first.tooLong) {
      return new RawLine(first.number, first.bytes, "is longer than " + LONGEST / 1024 + " KiB");
    }
    return first.opensQuote() ? joined(first) : new RawLine(first.number, first.bytes, null);
  }

  /** The lines up to the one that closes the quote. Where none does, the first alone is bad. */
  private RawLine joined(Physical first) throws IOException {
    List<Physical> taken = new ArrayList<>();
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.writeBytes(first.bytes);
    while (taken.size() < LINES_OF_A_CELL && whole.size() <= LONGEST) {
      Physical next = physical();
      if (next == null) {
        break;
      }
      taken.add(next);
      whole.write('\n');
      whole.writeBytes(next.bytes);
      if (next.opensQuote() && !next.tooLong && whole.size() <= LONGEST) {
        return new RawLine(first.number, whole.toByteArray(), null);
      }
    }
    for (int i = taken.size() - 1; i >= 0; i--) {
      ahead.addFirst(taken.get(i));
    }
    return new RawLine(first.number, first.bytes, "has a quote that is not closed");
  }

  private @Nullable Physical physical() throws IOException {
    Physical pushedBack = ahead.pollFirst();
    if (pushedBack != null) {
      return pushedBack;
    }
    int from = at;
    int feed = lineFeed(from);
    if (feed >= 0) {
      at = feed + 1;
      return line(Arrays.copyOfRange(buffer, from, feed));
    }
    return acrossBuffers();
  }

  /** A line of which the buffer has no end, with as much of it as is of use. */
  private @Nullable Physical acrossBuffers() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int feed = -1;
    boolean more = true;
    while (more && feed < 0) {
      feed = lineFeed(at);
      int until = feed < 0 ? end : feed;
      line.write(buffer, at, Math.min(until - at, LONGEST + 2 - line.size()));
      at = feed < 0 ? end : feed + 1;
      more = feed >= 0 || filled();
    }
    if (feed < 0) {
      cut |= line.size() > 0;
    }
    return feed < 0 && line.size() == 0 ? null : line(line.toByteArray());
  }

  private int lineFeed(int from) {
    for (int i = from; i < end; i++) {
      if (buffer[i] == '\n') {
        return i;
      }
    }
    return -1;
  }

  private boolean filled() throws IOException {
    at = 0;
    end = Math.max(0, in.read(buffer, 0, BUFFER));
    return end > 0;
  }

  private Physical line(byte[] bytes) {
    int length = bytes.length;
    byte[] kept =
        length > 0 && bytes[length - 1] == '\r' ? Arrays.copyOf(bytes, length - 1) : bytes;
    boolean tooLong = kept.length > LONGEST;
    return new Physical(++number, tooLong ? Arrays.copyOf(kept, LONGEST) : kept, tooLong);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
