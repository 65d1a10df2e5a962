package fr.oubli.registers.pseudonym;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.platform.output.OwnerOnlyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The secret that pseudonyms are made with. It is kept in a file, apart from the database: whoever
 * has the tables alone cannot try names against them, and once the file and its copies are
 * destroyed nobody can.
 */
public final class PseudonymKey {

  private static final int BYTES = 32;

  /** The block of SHA-256, over which HMAC spreads its key (RFC 2104). */
  private static final int BLOCK = 64;

  private static final byte INNER_PAD = 0x36;
  private static final byte OUTER_PAD = 0x5c;
  private static final int SHOWN = 16;

  private final byte[] key;

  private PseudonymKey(byte[] key) {
    this.key = key;
  }

  /**
   * Reads the key, or makes it the first time.
   *
   * @throws Refusal when the file is there and cannot be used: with a new key nobody could tell
   *     which rows are of one person
   */
  public static PseudonymKey in(Path folder) {
    Path file = file(folder);
    if (!Files.exists(file)) {
      byte[] fresh = new byte[BYTES];
      new SecureRandom().nextBytes(fresh);
      try {
        OwnerOnlyFile.create(file, Base64.getEncoder().encodeToString(fresh) + "\n");
      } catch (IOException e) {
        throw new Refusal(ExitCode.INVALID, "the pseudonym key " + file + " cannot be written");
      }
    }
    return read(file);
  }

  /** The key, if there is one. */
  public static Optional<PseudonymKey> known(Path folder) {
    Path file = file(folder);
    return Files.exists(file) ? Optional.of(read(file)) : Optional.empty();
  }

  private static PseudonymKey read(Path file) {
    try {
      byte[] key = Base64.getDecoder().decode(Files.readString(file).strip());
      if (key.length != BYTES) {
        throw new IOException("not " + BYTES + " bytes");
      }
      return new PseudonymKey(key);
    } catch (IOException | IllegalArgumentException e) {
      throw new Refusal(
          ExitCode.INVALID,
          "the pseudonym key " + file + " cannot be used; restore it from its copy");
    }
  }

  private static Path file(Path folder) {
    return folder.resolve("pseudonym-key");
  }

  /**
   * Writes over the file before it is removed. What a disk or a copy still has of it is for whoever
   * keeps these to destroy.
   *
   * @throws Refusal when the file stays
   */
  public static void destroy(Path folder) {
    Path file = file(folder);
    try {
      if (Files.exists(file)) {
        Files.write(
            file,
            new byte[(int) Files.size(file)],
            StandardOpenOption.WRITE,
            StandardOpenOption.SYNC);
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new Refusal(ExitCode.FAILED, "the pseudonym key " + file + " could not be removed");
    }
  }

  /** Tells this key from another, and nothing else. */
  public String fingerprint() {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(key);
      return HexFormat.of().formatHex(digest).substring(0, SHOWN);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** The key's block for the inner digest of HMAC, in hexadecimal digits. */
  String inner() {
    return block(INNER_PAD);
  }

  /** The key's block for the outer digest. */
  String outer() {
    return block(OUTER_PAD);
  }

  private String block(byte pad) {
    byte[] block = Arrays.copyOf(key, BLOCK);
    for (int i = 0; i < BLOCK; i++) {
      block[i] ^= pad;
    }
    return HexFormat.of().formatHex(block);
  }
}
