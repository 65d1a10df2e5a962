package fr.oubli.rights.reply;

import fr.oubli.platform.output.WholeFile;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The SHA-256 of what was written for a person. */
public final class FileDigest {

  private FileDigest() {}

  /** Of all that a content writes. */
  public static String of(WholeFile.Content content) throws IOException {
    MessageDigest digest = sha256();
    content.writeTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Of a file that was just written. */
  public static String of(Path file) {
    try {
      return of(to -> Files.copy(file, to));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String of(byte[] bytes) {
    return HexFormat.of().formatHex(sha256().digest(bytes));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
