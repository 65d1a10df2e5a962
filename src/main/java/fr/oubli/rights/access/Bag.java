package fr.oubli.rights.access;

import fr.oubli.platform.output.WholeFile.Content;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import net.lingala.zip4j.io.outputstream.ZipOutputStream;
import net.lingala.zip4j.model.ZipParameters;
import net.lingala.zip4j.model.enums.AesKeyStrength;
import net.lingala.zip4j.model.enums.CompressionLevel;
import net.lingala.zip4j.model.enums.EncryptionMethod;
import org.jspecify.annotations.Nullable;

/**
 * A bag (RFC 8493) that is written straight into a ZIP, so that no file of it is ever on disk by
 * itself. With a passphrase, each file in it is encrypted with AES-256 as it is written.
 */
final class Bag implements AutoCloseable {

  private final ZipOutputStream zip;
  private final String name;
  private final boolean encrypted;
  private final boolean compressed;
  private final @Nullable SelfOpeningPage page;
  private final Map<String, String> payload = new TreeMap<>();
  private final Map<String, String> tags = new TreeMap<>();
  private long bytes;

  Bag(OutputStream out, String name, char @Nullable [] passphrase, boolean compressed)
      throws IOException {
    this(out, name, passphrase, compressed, null);
  }

  /**
   * @param out stays open
   * @param name the folder in the ZIP
   * @param passphrase null for a ZIP that anybody can open
   * @param page takes what the person gets as well; null where there is none
   */
  Bag(
      OutputStream out,
      String name,
      char @Nullable [] passphrase,
      boolean compressed,
      @Nullable SelfOpeningPage page)
      throws IOException {
    this.zip = new ZipOutputStream(new Unclosed(out), passphrase);
    this.page = page;
    this.name = name;
    this.encrypted = passphrase != null;
    this.compressed = compressed;
  }

  /**
   * Adds the page to read first, before anything else. It is not encrypted: it says how the rest is
   * opened, and holds nothing of the person.
   */
  void first(String html) throws IOException {
    write(FirstPage.FILE, tags, text(html), false);
    // The size that the bag records is that of the person's data alone.
    bytes = 0;
  }

  /**
   * Adds a file of the person's data.
   *
   * @param path below data/
   */
  void add(String path, Content content) throws IOException {
    Content both = page == null ? content : page.alongside(path, content);
    write("data/" + path, payload, both, encrypted);
  }

  /** Writes the tag files with their own manifest; nothing can be added afterwards. */
  void finish(Map<String, String> about) throws IOException {
    long size = bytes;
    tag("bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n");
    StringBuilder info = new StringBuilder();
    about.forEach((label, value) -> info.append(label).append(": ").append(value).append('\n'));
    info.append("Payload-Oxum: ").append(size).append('.').append(payload.size()).append('\n');
    tag("bag-info.txt", info.toString());
    tag("manifest-sha256.txt", lines(payload));
    write("tagmanifest-sha256.txt", new TreeMap<>(), text(lines(tags)), encrypted);
  }

  private void tag(String file, String content) throws IOException {
    write(file, tags, text(content), encrypted);
  }

  private static Content text(String content) {
    return out -> out.write(content.getBytes(StandardCharsets.UTF_8));
  }

  private void write(String path, Map<String, String> manifest, Content content, boolean secret)
      throws IOException {
    zip.putNextEntry(parameters(path, secret));
    MessageDigest digest = sha256();
    OutputStream counted = new Counted(new DigestOutputStream(new Unclosed(zip), digest));
    content.writeTo(counted);
    counted.flush();
    zip.closeEntry();
    manifest.put(path, HexFormat.of().formatHex(digest.digest()));
  }

  private ZipParameters parameters(String path, boolean secret) {
    ZipParameters parameters = new ZipParameters();
    parameters.setFileNameInZip(name + "/" + path);
    if (!compressed) {
      parameters.setCompressionLevel(CompressionLevel.NO_COMPRESSION);
    }
    if (secret) {
      parameters.setEncryptFiles(true);
      parameters.setEncryptionMethod(EncryptionMethod.AES);
      parameters.setAesKeyStrength(AesKeyStrength.KEY_STRENGTH_256);
    }
    return parameters;
  }

  private static String lines(Map<String, String> digests) {
    StringBuilder lines = new StringBuilder();
    digests.forEach(
        (path, digest) ->
            lines
                .append(digest)
                .append("  ")
                .append(path.replace("%", "%25").replace("\n", "%0A").replace("\r", "%0D"))
                .append('\n'));
    return lines.toString();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }

  /** Passes bytes on and counts them, for the bag's own record of its size. */
  private final class Counted extends FilterOutputStream {
    Counted(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int octet) throws IOException {
      out.write(octet);
      bytes++;
    }

    @Override
    public void write(byte[] octets, int from, int length) throws IOException {
      out.write(octets, from, length);
      bytes += length;
    }
  }

  /** A stream whose closing leaves the stream below it open. */
  private static final class Unclosed extends FilterOutputStream {
    Unclosed(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] octets, int from, int length) throws IOException {
      out.write(octets, from, length);
    }

    @Override
    public void close() {
      // The stream below is closed by whoever opened it.
    }
  }
}
