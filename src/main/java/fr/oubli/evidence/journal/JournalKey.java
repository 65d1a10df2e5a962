package fr.oubli.evidence.journal;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.platform.output.OwnerOnlyFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret under which journals are encrypted, with AES-256-GCM. It is a file of its own in the
 * home: the keys of rows tell nothing to a stranger, and are still not for everyone who may read
 * reports.
 */
public final class JournalKey {

  private static final String FILE = "journal-key";
  private static final String ALGORITHM = "HmacSHA256";
  private static final int BYTES = 32;
  private static final int IV_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final byte[] secret;

  private JournalKey(byte[] secret) {
    this.secret = secret;
  }

  /**
   * Reads the key, or makes it the first time.
   *
   * @throws Refusal when the file is there and cannot be used: with a new key no journal of before
   *     could be read
   */
  public static JournalKey in(Path home) {
    Path file = home.resolve(FILE);
    try {
      if (!Files.exists(file)) {
        byte[] fresh = new byte[BYTES];
        RANDOM.nextBytes(fresh);
        OwnerOnlyFile.create(file, Base64.getEncoder().encodeToString(fresh) + "\n");
      }
    } catch (IOException e) {
      throw new Refusal(
          ExitCode.INVALID,
          "the journal key " + file + " cannot be written; mend the rights of its folder");
    }
    return read(file);
  }

  /**
   * The key that wrote the journals that are there.
   *
   * @throws Refusal when it is not there: a new one would read none of them
   */
  public static JournalKey known(Path home) {
    Path file = home.resolve(FILE);
    if (!Files.exists(file)) {
      throw new Refusal(
          ExitCode.REFUSED,
          "the journal key "
              + file
              + " is not there, and journals are read with it alone;"
              + " restore it from its copy");
    }
    return read(file);
  }

  private static JournalKey read(Path file) {
    try {
      byte[] key = Base64.getDecoder().decode(Files.readString(file).strip());
      if (key.length == BYTES) {
        return new JournalKey(key);
      }
    } catch (IOException | IllegalArgumentException e) {
      // Told below, like a key of another length.
    }
    throw new Refusal(
        ExitCode.INVALID, "the journal key " + file + " cannot be used; restore it from its copy");
  }

  /** What the digests of rows begin with, so that nobody else can try values against them. */
  public String pepper() {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret, ALGORITHM));
      return HexFormat.of().formatHex(mac.doFinal("rows".getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }

  /**
   * Encrypts a block.
   *
   * @param place what is authenticated with it
   */
  byte[] encrypt(byte[] plain, int length, String place) {
    byte[] iv = new byte[IV_BYTES];
    RANDOM.nextBytes(iv);
    byte[] block = Arrays.copyOf(iv, IV_BYTES + length + TAG_BITS / Byte.SIZE);
    try {
      cipher(Cipher.ENCRYPT_MODE, iv, place).doFinal(plain, 0, length, block, IV_BYTES);
      return block;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has AES in GCM", e);
    }
  }

  /**
   * @throws IOException when the block was not written with this key, or not for this place
   */
  byte[] decrypt(byte[] block, String place) throws IOException {
    try {
      byte[] iv = Arrays.copyOf(block, IV_BYTES);
      return cipher(Cipher.DECRYPT_MODE, iv, place)
          .doFinal(block, IV_BYTES, block.length - IV_BYTES);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IOException("it was changed, or written with another key", e);
    }
  }

  private Cipher cipher(int mode, byte[] iv, String place) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, new SecretKeySpec(secret, "AES"), new GCMParameterSpec(TAG_BITS, iv));
    cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }
}
