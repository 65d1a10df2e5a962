package fr.oubli.evidence.journal;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** Reads what {@link JournalWriter} wrote. */
public final class JournalReader {

  /** A block is a little over a quarter of a mebibyte; no honest one is this long. */
  private static final int LONGEST_BLOCK = 1 << 26;

  /** Is given each row. */
  @FunctionalInterface
  public interface Rows {
    void row(String table, String json);
  }

  private final Path file;

  public JournalReader(Path file) {
    this.file = file;
  }

  /** What the journal says of itself; empty where there is none, or it is none. */
  public Optional<JournalHeader> header() {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try (DataInputStream in = open()) {
      return Optional.of(JournalHeader.read(in));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /**
   * @throws Refusal when the journal cannot be read whole
   */
  public void read(JournalKey key, Rows rows) {
    try (DataInputStream in = open()) {
      JournalHeader header = JournalHeader.read(in);
      BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(
                  new GZIPInputStream(new Blocks(in, key, header)), StandardCharsets.UTF_8));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int end = line.indexOf('\t');
        rows.row(line.substring(0, end), line.substring(end + 1));
      }
    } catch (IOException e) {
      String why = e instanceof EOFException ? "it is cut short" : e.getMessage();
      throw new Refusal(
          ExitCode.REFUSED,
          "the journal %s cannot be read: %s; restore it from its copy, with the key of its time"
              .formatted(file, Objects.requireNonNullElse(why, "it is damaged")));
    }
  }

  private DataInputStream open() throws IOException {
    return new DataInputStream(new BufferedInputStream(Files.newInputStream(file)));
  }

  /** The bytes of one block after the other. */
  private static final class Blocks extends InputStream {

    private final DataInputStream file;
    private final JournalKey key;
    private final JournalHeader header;
    private byte[] block = new byte[0];
    private int at;
    private long number;
    private boolean last;

    Blocks(DataInputStream file, JournalKey key, JournalHeader header) {
      this.file = file;
      this.key = key;
      this.header = header;
    }

    @Override
    public int read() throws IOException {
      return filled() ? block[at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      if (!filled()) {
        return -1;
      }
      int taken = Math.min(length, block.length - at);
      System.arraycopy(block, at, bytes, from, taken);
      at += taken;
      return taken;
    }

    private boolean filled() throws IOException {
      while (at == block.length) {
        if (last) {
          return false;
        }
        next();
      }
      return true;
    }

    private void next() throws IOException {
      last = file.readBoolean();
      int length = file.readInt();
      if (length < 0 || length > LONGEST_BLOCK) {
        throw new IOException("it is damaged");
      }
      byte[] written = file.readNBytes(length);
      if (written.length < length) {
        throw new EOFException();
      }
      block = key.decrypt(written, JournalWriter.place(header, number++, last));
      at = 0;
    }
  }
}
