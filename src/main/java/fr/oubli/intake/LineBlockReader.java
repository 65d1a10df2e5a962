package fr.oubli.intake;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamReader;

/**
 * Reads the lines behind the first, in blocks that fit into little memory. Where an earlier launch
 * stopped, the staged lines say, and not the job's own tables, which are written beside the chunk's
 * transaction.
 */
final class LineBlockReader implements ItemStreamReader<LineBlock> {

  private static final int LINES = 1_000;
  private static final int BYTES = 1024 * 1024;

  private final Path file;
  private final StagingTable staging;
  private @Nullable RawLines lines;
  private long last;
  private long read;

  LineBlockReader(Path file, StagingTable staging) {
    this.file = file;
    this.staging = staging;
  }

  @Override
  public void open(ExecutionContext context) {
    try {
      close();
      read = 0;
      last = staging.lastLine();
      RawLines opened = new RawLines(file);
      lines = opened;
      opened.next();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Override
  public synchronized @Nullable LineBlock read() throws IOException {
    RawLines from = Objects.requireNonNull(lines, "it was opened");
    List<RawLine> block = new ArrayList<>();
    int bytes = 0;
    while (block.size() < LINES && bytes < BYTES) {
      RawLine line = from.next();
      if (line == null) {
        break;
      }
      read++;
      if (line.number() > last) {
        block.add(line);
        bytes += line.bytes().length;
      }
    }
    return block.isEmpty() ? null : new LineBlock(block);
  }

  /** How many lines the file has behind the first. */
  long count() {
    return read;
  }

  /** Whether the file ends in the middle of a line, as far as that can be seen. */
  boolean cut() {
    return Objects.requireNonNull(lines, "it was opened").cut();
  }

  @Override
  public void update(ExecutionContext context) {
    // The staged lines are the position.
  }

  @Override
  public void close() {
    RawLines open = lines;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
  }
}
