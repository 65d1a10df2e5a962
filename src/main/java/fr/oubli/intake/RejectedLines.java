package fr.oubli.intake;

import fr.oubli.platform.output.WholeFile;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Writes the bad lines of a feed, as they stand in its file, each behind its number and what is
 * wrong with it. Only its owner can read that file, its end is noted before it is there, and once
 * its lines are mended it can be brought in like the file that they came from.
 *
 * @param folder of such files
 */
record RejectedLines(StagingTable staging, Layout layout, Path source, Path folder) {

  private static final int SHOWN = 10;

  /** A bad line. */
  private record Bad(long line, String why) {}

  /**
   * @param file null where there is no bad line
   * @param shown the first ones
   */
  record Written(long count, @org.jspecify.annotations.Nullable Path file, List<String> shown) {}

  Written write(FeedRegister register, String shownName, LocalDate today) {
    List<Bad> bad = bad();
    if (bad.isEmpty()) {
      return new Written(0, null, List.of());
    }
    String name =
        "%s-%s-%d.csv".formatted(layout.mapping().name(), layout.file().name(), staging.feed());
    try {
      register.rejects(staging.feed(), folder, name, Digests.of(out -> print(out, bad)), today);
      Path written = WholeFile.writePrivate(folder.resolve(name), out -> print(out, bad));
      List<String> shown =
          bad.stream()
              .limit(SHOWN)
              .map(each -> shownName + ":" + each.line() + ": " + each.why())
              .toList();
      return new Written(bad.size(), written, shown);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Bad> bad() {
    return new JdbcTemplate(staging.dataSource())
        .query(
            "select line, fault from " + staging.name() + " where fault is not null order by line",
            (row, number) -> new Bad(row.getLong("line"), row.getString("fault")));
  }

  private void print(OutputStream out, List<Bad> bad) throws IOException {
    Charset charset = layout.mapping().charset();
    String separator = String.valueOf(layout.mapping().separator());
    try (RawLines lines = new RawLines(source)) {
      lines.next();
      out.write((String.join(separator, Layout.OWN) + separator).getBytes(charset));
      out.write(behindOwn(layout.header().bytes()));
      out.write('\n');
      for (Bad each : bad) {
        RawLine line = lines.next();
        while (line != null && line.number() < each.line()) {
          line = lines.next();
        }
        if (line == null) {
          throw new IOException("the file is shorter than it was");
        }
        String why = "\"" + each.why().replace("\"", "\"\"") + "\"";
        out.write((each.line() + separator + why + separator).getBytes(charset));
        out.write(behindOwn(line.bytes()));
        out.write('\n');
      }
    }
  }

  /** Without the number and the reason that stand before a line which was bad before. */
  private byte[] behindOwn(byte[] line) {
    int own = layout.width() - layout.file().cells().size();
    boolean quoted = false;
    int at = 0;
    for (int left = own; left > 0 && at < line.length; at++) {
      quoted ^= line[at] == '"';
      left -= line[at] == layout.mapping().separator() && !quoted ? 1 : 0;
    }
    return own == 0 ? line : java.util.Arrays.copyOfRange(line, at, line.length);
  }
}
