package fr.oubli.rights.access;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import fr.oubli.platform.output.Typography;
import fr.oubli.platform.output.WholeFile.Content;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * A page that holds the files of a bundle, encrypted, and opens in a browser, offline, for whoever
 * types the passphrase. It is written block by block, so its size needs no memory. The last block
 * lists the files and which blocks each has; {@code opening.js} reads all of it, and the page's
 * policy lets no other script run and nothing be loaded or sent.
 */
final class SelfOpeningPage {

  /**
   * What stands on the page before it is opened, for anybody to read.
   *
   * @param controller who answers
   * @param right as it follows the word {@code demande}
   */
  record Heading(String controller, String right, long request) {}

  /**
   * A file of the bundle.
   *
   * @param first the number of its first block
   */
  private record Held(String name, long bytes, int first, int blocks) {}

  private static final int BLOCK_BYTES = 192 * 1024;
  private static final String SCRIPT = PageScript.FIND + PageScript.resource("opening.js");
  private static final Template TEMPLATE =
      Mustache.compiler().compile(PageScript.resource("opening.mustache"));
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final OutputStream out;
  private final EncryptedBlocks blocks;
  private final List<Held> files = new ArrayList<>();

  SelfOpeningPage(OutputStream out, char[] passphrase, Heading heading) throws IOException {
    this.out = out;
    this.blocks = new EncryptedBlocks(out, passphrase);
    text(
        Typography.html(
            TEMPLATE.execute(
                Map.of(
                    "controller", heading.controller(),
                    "right", heading.right(),
                    "request", heading.request(),
                    "script", PageScript.hash(SCRIPT),
                    "salt", blocks.salt(),
                    "iterations", EncryptedBlocks.ITERATIONS))));
  }

  /** What writes a file of the bundle somewhere else, and into this page on its way. */
  Content alongside(String name, Content content) {
    return elsewhere -> {
      try (Blocks here = new Blocks(name)) {
        content.writeTo(new Both(elsewhere, here));
      }
    };
  }

  /** Writes the list of the files and what opens them; nothing can be added afterwards. */
  void finish() throws IOException {
    byte[] list = JSON.writeValueAsBytes(files);
    blocks.write(list, list.length, "list");
    text("<script>" + SCRIPT + "</script>\n</body>\n</html>\n");
  }

  private void text(String html) throws IOException {
    out.write(html.getBytes(StandardCharsets.UTF_8));
  }

  /** Cuts a file into blocks, and lists it once it is closed. */
  private final class Blocks extends OutputStream {

    private final String name;
    private final int first = blocks.written();
    private final ByteArrayOutputStream waiting = new ByteArrayOutputStream();
    private long bytes;

    Blocks(String name) {
      this.name = name;
    }

    @Override
    public void write(int octet) throws IOException {
      write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] octets, int from, int length) throws IOException {
      int taken = 0;
      while (taken < length) {
        int part = Math.min(length - taken, BLOCK_BYTES - waiting.size());
        waiting.write(octets, from + taken, part);
        taken += part;
        if (waiting.size() == BLOCK_BYTES) {
          end();
        }
      }
      bytes += length;
    }

    private void end() throws IOException {
      byte[] plain = waiting.toByteArray();
      blocks.write(plain, plain.length);
      waiting.reset();
    }

    @Override
    public void close() throws IOException {
      if (waiting.size() > 0) {
        end();
      }
      files.add(new Held(name, bytes, first, blocks.written() - first));
    }
  }

  /** Passes bytes on to two streams; closes neither. */
  private static final class Both extends OutputStream {

    private final OutputStream first;
    private final OutputStream second;

    Both(OutputStream first, OutputStream second) {
      this.first = first;
      this.second = second;
    }

    @Override
    public void write(int octet) throws IOException {
      first.write(octet);
      second.write(octet);
    }

    @Override
    public void write(byte[] octets, int from, int length) throws IOException {
      first.write(octets, from, length);
      second.write(octets, from, length);
    }

    @Override
    public void flush() throws IOException {
      first.flush();
    }
  }
}
