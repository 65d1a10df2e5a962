package fr.oubli.accounting;

import fr.oubli.platform.output.CsvDialect;
import fr.oubli.platform.output.WholeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ItemStreamWriter;

/**
 * Writes one file per fiscal year, from lines that come year by year. A file gets its name once it
 * is whole: after a failure or a stop, the years that were finished stay, and no half of one.
 */
final class YearFiles implements ItemStreamWriter<byte[]>, StepExecutionListener {

  private static final byte[] END_OF_LINE = {'\r', '\n'};

  private final Path folder;
  private final CsvDialect dialect;
  private final List<String> header;
  private final List<Path> written = new ArrayList<>();
  private WholeFile.@Nullable Part part;
  private String year = "";

  YearFiles(Path folder, CsvDialect dialect, List<String> header) {
    this.folder = folder;
    this.dialect = dialect;
    this.header = header;
  }

  /** The files that have their names, in the order of their years, once the job has ended. */
  List<Path> written() {
    return written;
  }

  @Override
  public void write(Chunk<? extends byte[]> chunk) throws IOException {
    for (byte[] line : chunk) {
      String close = firstCell(line);
      if (part == null || !close.equals(year)) {
        finish();
        year = close;
        start();
      }
      WholeFile.Part current = Objects.requireNonNull(part);
      current.out().write(line, 0, line.length - 1);
      current.out().write(END_OF_LINE);
    }
  }

  private String firstCell(byte[] line) {
    int end = 0;
    while (line[end] != dialect.delimiter()) {
      end++;
    }
    return new String(line, 0, end, StandardCharsets.UTF_8).replace("\"", "");
  }

  private void start() throws IOException {
    Path file = folder.resolve("factures-exercice-" + name(year) + ".csv");
    part = new WholeFile.Part(file);
    part.out().write((dialect.mark() + dialect.line(header)).getBytes(StandardCharsets.UTF_8));
    written.add(file);
  }

  /** The year's end in the name of its file, such that names sort by day. */
  private static String name(String day) {
    if (day.isEmpty()) {
      return "sans-date";
    }
    String[] parts = day.split("/", -1);
    return parts.length == 3 ? "clos-" + parts[2] + "-" + parts[1] + "-" + parts[0] : "clos-" + day;
  }

  private void finish() throws IOException {
    if (part != null) {
      part.finish();
      part.close();
      part = null;
    }
  }

  /** Finishes the last year when all lines were written; the streams are closed afterwards. */
  @Override
  public ExitStatus afterStep(StepExecution step) {
    try {
      if (step.getStatus() == BatchStatus.COMPLETED) {
        finish();
      }
      return step.getExitStatus();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try (WholeFile.Part left = part) {
      part = null;
      if (left != null) {
        written.remove(written.size() - 1);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
