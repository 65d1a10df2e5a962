package fr.oubli.rights.access;

import java.security.SecureRandom;

/**
 * Makes the passphrase of a bundle: twenty-five characters that cannot be mistaken for each other,
 * which carry 120 bits. It is told once, and stored nowhere.
 */
final class Passphrase {

  private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";
  private static final int GROUPS = 5;
  private static final int LETTERS = 5;
  private static final SecureRandom RANDOM = new SecureRandom();

  private Passphrase() {}

  static String fresh() {
    StringBuilder text = new StringBuilder();
    for (int group = 0; group < GROUPS; group++) {
      text.append(group == 0 ? "" : "-");
      for (int letter = 0; letter < LETTERS; letter++) {
        text.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
      }
    }
    return text.toString();
  }
}
