package fr.oubli.setup.clues;

import java.math.BigInteger;
import java.util.regex.Pattern;

/** Numbers that carry their own check (ISO 13616, ISO/IEC 7812, the French social number). */
final class Checksums {

  private static final Pattern IBAN = Pattern.compile("[A-Z]{2}\\d{2}[A-Z0-9]{11,30}");
  private static final Pattern SOCIAL =
      Pattern.compile("[1278]\\d{2}(?:0[1-9]|1[0-2]|[2-9]\\d)(?:\\d{2}|2[AB])\\d{6}(?:\\d{2})");
  private static final BigInteger NINETY_SEVEN = BigInteger.valueOf(97);

  private Checksums() {}

  static boolean isIban(String text) {
    String iban = text.replace(" ", "");
    if (!IBAN.matcher(iban).matches()) {
      return false;
    }
    StringBuilder digits = new StringBuilder();
    (iban.substring(4) + iban.substring(0, 4))
        .chars()
        .forEach(each -> digits.append(Character.digit(each, 36)));
    return new BigInteger(digits.toString()).mod(NINETY_SEVEN).equals(BigInteger.ONE);
  }

  /** Thirteen digits are a barcode as well: a card number is told apart by its issuer's digit. */
  static boolean isCard(String text) {
    String digits = text.replaceAll("[ -]", "");
    return digits.matches("[3-6]\\d{13,18}") && luhn(digits);
  }

  private static boolean luhn(String digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      int weighed = i % 2 == 0 ? digit : digit * 2;
      sum += weighed > 9 ? weighed - 9 : weighed;
    }
    return sum % 10 == 0;
  }

  static boolean isFrenchSocialNumber(String text) {
    String number = text.replaceAll("[ .]", "");
    if (!SOCIAL.matcher(number).matches()) {
      return false;
    }
    String body = number.substring(0, 13).replace("2A", "19").replace("2B", "18");
    return 97 - Long.parseLong(body) % 97 == Long.parseLong(number.substring(13));
  }
}
