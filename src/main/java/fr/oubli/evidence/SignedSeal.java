package fr.oubli.evidence;

/**
 * A seal with what proves it, as the database holds both: the parts can contradict each other when
 * somebody changed one of them.
 *
 * @param document the text that was signed
 * @param digest the digest of that text
 * @param signature Ed25519, in base 64
 * @param publicKey of the key that signed, in base 64
 */
public record SignedSeal(
    Seal seal, String document, String digest, String signature, String publicKey) {

  /** The text of the copy that is kept outside the database. */
  public String copy() {
    return document + "signature: " + signature + "\npublic-key: " + publicKey + "\n";
  }
}
