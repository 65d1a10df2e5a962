package fr.oubli.evidence.journal;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * Writes rows of tables as lines of JSON, compressed and encrypted in blocks. Each block is
 * authenticated with the header, with its number and with whether it is the last: none can be left
 * out, moved, or taken from another journal.
 */
final class JournalWriter implements AutoCloseable {

  private static final int BLOCK = 1 << 18;

  private final OutputStream lines;

  JournalWriter(OutputStream out, JournalKey key, JournalHeader header) throws IOException {
    DataOutputStream file = new DataOutputStream(out);
    header.writeTo(file);
    this.lines = new Quick(new Blocks(file, key, header));
  }

  /** What a block is authenticated with. */
  static String place(JournalHeader header, long number, boolean last) {
    return header.text() + "\n" + number + (last ? " last" : "");
  }

  /**
   * @param row as JSON, on one line
   */
  void row(String table, String row) throws IOException {
    lines.write((table + "\t" + row + "\n").getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }

  /** Keys hardly get smaller for more trying, and a night waits for it. */
  private static final class Quick extends GZIPOutputStream {
    Quick(OutputStream out) throws IOException {
      super(out, 1 << 16);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }

  /** Collects bytes until a block is full. */
  private static final class Blocks extends OutputStream {

    private final DataOutputStream file;
    private final JournalKey key;
    private final JournalHeader header;
    private final ByteArrayOutputStream block = new ByteArrayOutputStream();
    private long number;
    private boolean closed;

    Blocks(DataOutputStream file, JournalKey key, JournalHeader header) {
      this.file = file;
      this.key = key;
      this.header = header;
    }

    @Override
    public void write(int one) throws IOException {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      block.write(bytes, from, length);
      if (block.size() >= BLOCK) {
        end(false);
      }
    }

    private void end(boolean last) throws IOException {
      byte[] written =
          key.encrypt(block.toByteArray(), block.size(), place(header, number++, last));
      file.writeBoolean(last);
      file.writeInt(written.length);
      file.write(written);
      block.reset();
    }

    @Override
    public void close() throws IOException {
      if (!closed) {
        closed = true;
        end(true);
        file.flush();
      }
    }
  }
}
