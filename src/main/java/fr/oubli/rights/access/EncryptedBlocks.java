package fr.oubli.rights.access;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts blocks of bytes with AES-256-GCM, under a key that a passphrase gives by
 * PBKDF2-HMAC-SHA256, and writes each in an element of a page that no browser runs or shows. A
 * block is its initialisation vector, what is encrypted, and the tag. Its number is authenticated
 * with it, so that blocks can be neither swapped nor left out.
 */
final class EncryptedBlocks {

  /**
   * What OWASP recommends for PBKDF2-HMAC-SHA256 in its Password Storage Cheat Sheet, as of
   * September 2026.
   */
  static final int ITERATIONS = 600_000;

  private static final int SALT_BYTES = 16;
  private static final int IV_BYTES = 12;
  private static final int KEY_BITS = 256;
  private static final int TAG_BITS = 128;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final OutputStream out;
  private final byte[] salt = random(SALT_BYTES);
  private final SecretKey key;
  private int written;

  EncryptedBlocks(OutputStream out, char[] passphrase) {
    this.out = out;
    this.key = key(passphrase, salt);
  }

  private static SecretKey key(char[] passphrase, byte[] salt) {
    PBEKeySpec spec = new PBEKeySpec(passphrase, salt, ITERATIONS, KEY_BITS);
    try {
      SecretKeyFactory derivation = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256");
      return new SecretKeySpec(derivation.generateSecret(spec).getEncoded(), "AES");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has PBKDF2 with HMAC-SHA256", e);
    } finally {
      spec.clearPassword();
    }
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  String salt() {
    return Base64.getEncoder().encodeToString(salt);
  }

  /** How many blocks were written, which is the number of the next one. */
  int written() {
    return written;
  }

  /** Writes a block that is known by its number. */
  void write(byte[] plain, int length) throws IOException {
    write(plain, length, String.valueOf(written));
  }

  /**
   * @param place what is authenticated with the block
   */
  void write(byte[] plain, int length, String place) throws IOException {
    byte[] iv = random(IV_BYTES);
    byte[] block = new byte[IV_BYTES + length + TAG_BITS / Byte.SIZE];
    System.arraycopy(iv, 0, block, 0, IV_BYTES);
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, iv));
      cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
      cipher.doFinal(plain, 0, length, block, IV_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has AES in GCM", e);
    }
    ascii("<script type=\"text/plain\">");
    out.write(Base64.getEncoder().encode(block));
    ascii("</script>\n");
    written++;
  }

  private void ascii(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.US_ASCII));
  }
}
