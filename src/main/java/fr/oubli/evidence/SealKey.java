package fr.oubli.evidence;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.platform.output.OwnerOnlyFile;
import fr.oubli.platform.output.WholeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;

/**
 * The Ed25519 key that signs seals, one file with the private key and one with the public key. The
 * auditor keeps a copy of the public key: a ledger that was rewritten as a whole, seals included,
 * cannot be signed with it.
 */
public final class SealKey {

  private static final String ALGORITHM = "Ed25519";

  private final PrivateKey privateKey;
  private final String publicKey;

  private SealKey(PrivateKey privateKey, String publicKey) {
    this.privateKey = privateKey;
    this.publicKey = publicKey;
  }

  /**
   * Reads the key, or makes it on the first run, readable by its owner only.
   *
   * @throws Refusal when the file is there and cannot be used
   */
  public static SealKey in(Path folder) {
    Path file = folder.resolve("seal-key");
    try {
      if (!Files.exists(file)) {
        create(folder, file);
      }
      return read(file);
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      throw new Refusal(
          ExitCode.INVALID,
          "the seal key " + file + " cannot be used; restore it from its copy, or move it away");
    }
  }

  /**
   * Tries, before a row is touched, that a run can be sealed; nothing is made.
   *
   * @throws Refusal when the key that is there cannot be used, or none can be made
   */
  public static void refuseUnusable(Path folder) {
    if (Files.exists(folder.resolve("seal-key"))) {
      in(folder);
      return;
    }
    WholeFile.refuseUnwritable(folder, "the seal key's", "OUBLI_HOME");
  }

  /** The public key that is there; empty where no run has made one yet. */
  public static Optional<String> known(Path folder) {
    return Files.exists(folder.resolve("seal-key"))
        ? Optional.of(in(folder).publicKey())
        : Optional.empty();
  }

  /** Puts the key of another folder into the place of the one in a folder, for good. */
  static void replace(Path folder, Path other) {
    try {
      // The public one first: a private key that is in place has its public one beside it.
      for (String name : new String[] {"seal-key.pub", "seal-key"}) {
        if (Files.exists(other.resolve(name))) {
          Files.move(
              other.resolve(name), folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
      }
      Files.deleteIfExists(other);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void create(Path folder, Path file) throws IOException, GeneralSecurityException {
    KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
    OwnerOnlyFile.create(
        file,
        encode(pair.getPrivate().getEncoded())
            + "\n"
            + encode(pair.getPublic().getEncoded())
            + "\n");
    Files.writeString(folder.resolve("seal-key.pub"), encode(pair.getPublic().getEncoded()) + "\n");
  }

  private static SealKey read(Path file) throws IOException, GeneralSecurityException {
    String[] lines = Files.readString(file).split("\n", -1);
    if (lines.length < 2) {
      throw new IOException("two lines expected");
    }
    PrivateKey key =
        KeyFactory.getInstance(ALGORITHM)
            .generatePrivate(new PKCS8EncodedKeySpec(decode(lines[0])));
    return new SealKey(key, lines[1].strip());
  }

  /** In base 64, as it stands beside the seals. */
  public String publicKey() {
    return publicKey;
  }

  /** How people and other programs call a public key: the digest of its bytes. */
  public static String fingerprint(String publicKey) {
    try {
      return "sha256:" + Digests.hex(Digests.sha256(decode(publicKey)));
    } catch (IllegalArgumentException e) {
      return "unreadable";
    }
  }

  String sign(String document) {
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initSign(privateKey);
      signature.update(document.getBytes(StandardCharsets.UTF_8));
      return encode(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("signing failed", e);
    }
  }

  /** Whether the signature is one of this document; a key that cannot be read verifies nothing. */
  static boolean verifies(String publicKey, String document, String signature) {
    try {
      PublicKey key =
          KeyFactory.getInstance(ALGORITHM)
              .generatePublic(new X509EncodedKeySpec(decode(publicKey)));
      Signature check = Signature.getInstance(ALGORITHM);
      check.initVerify(key);
      check.update(document.getBytes(StandardCharsets.UTF_8));
      return check.verify(decode(signature));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false;
    }
  }

  private static String encode(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static byte[] decode(String text) {
    return Base64.getDecoder().decode(text.strip());
  }
}
