package fr.oubli.rights.request;

import fr.oubli.decision.person.Phones;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import java.util.Locale;

/**
 * By what somebody is known: an e-mail in lower case, a telephone number as it is written, a name
 * with single blanks, or the value of a mapped field.
 *
 * @param kind {@code email}, {@code phone_number}, {@code name}, or {@code collection.field}
 */
public record Identity(String kind, String value) {

  public static final String EMAIL = "email";
  public static final String PHONE = Phones.KIND;
  public static final String NAME = "name";

  private static final int FEWEST_DIGITS = 7;
  private static final int MOST_DIGITS = 20;
  private static final int LONGEST_PHONE = 40;

  /**
   * @throws Refusal when the text is no address
   */
  public static Identity email(String text) {
    String value = text.strip().toLowerCase(Locale.ROOT);
    if (!value.contains("@") || value.contains(" ")) {
      throw new Refusal(ExitCode.INVALID, "that is not an e-mail address; write name@domain");
    }
    return new Identity(EMAIL, value);
  }

  /**
   * The number stays as it is written: which country it is of, only {@link Phones} can judge.
   *
   * @throws Refusal when the text is no telephone number
   */
  public static Identity phone(String text) {
    String value = singleBlanks(text);
    String digits = Phones.digits(value);
    // A number made of one digit alone stands for none.
    if (digits.length() < FEWEST_DIGITS
        || digits.length() > MOST_DIGITS
        || value.length() > LONGEST_PHONE
        || digits.chars().distinct().count() == 1) {
      throw new Refusal(
          ExitCode.INVALID, "that is not a telephone number; write it as +33612345678");
    }
    return new Identity(PHONE, value);
  }

  public static Identity name(String text) {
    return new Identity(NAME, singleBlanks(text));
  }

  private static String singleBlanks(String text) {
    return text.strip().replaceAll("[\\s\\h]+", " ");
  }
}
