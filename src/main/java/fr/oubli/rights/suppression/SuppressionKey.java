package fr.oubli.rights.suppression;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.platform.output.OwnerOnlyFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret that the digests of the suppression list are made with. It is kept in a file, apart
 * from the database: whoever has the list alone cannot try addresses against it.
 */
public final class SuppressionKey {

  private static final String ALGORITHM = "HmacSHA256";
  private static final int BYTES = 32;

  /** A million digests are asked for at a time: to look for the algorithm takes most of one. */
  private final Mac ready;

  private SuppressionKey(byte[] key) {
    try {
      this.ready = Mac.getInstance(ALGORITHM);
      ready.init(new SecretKeySpec(key, ALGORITHM));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }

  /**
   * Reads the key, or makes it the first time.
   *
   * @throws Refusal when the file is there and cannot be used: with a new key nobody would be found
   *     on the list any more
   */
  public static SuppressionKey in(Path folder) {
    return readOrMake(own(folder));
  }

  /** The file of the list's own key. */
  static Path own(Path folder) {
    return folder.resolve("suppression-key");
  }

  /** Reads a key, or makes it the first time; only its owner can read its file. */
  static SuppressionKey readOrMake(Path file) {
    try {
      if (!Files.exists(file)) {
        byte[] fresh = new byte[BYTES];
        new SecureRandom().nextBytes(fresh);
        OwnerOnlyFile.create(file, Base64.getEncoder().encodeToString(fresh) + "\n");
      }
      byte[] key = Base64.getDecoder().decode(Files.readString(file).strip());
      if (key.length != BYTES) {
        throw new IOException("not " + BYTES + " bytes");
      }
      return new SuppressionKey(key);
    } catch (IOException | IllegalArgumentException e) {
      throw new Refusal(
          ExitCode.INVALID,
          "the suppression key " + file + " cannot be used; restore it from its copy");
    }
  }

  /** What somebody is known again by; another kind makes another digest of the same value. */
  public String digest(String kind, String value) {
    try {
      Mac mac = (Mac) ready.clone();
      byte[] text = (kind + "\n" + value).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(mac.doFinal(text));
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("every Java's " + ALGORITHM + " can be copied", e);
    }
  }
}
