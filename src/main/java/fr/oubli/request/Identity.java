package fr.oubli.request;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import fr.oubli.exit.ExitCode;
import fr.oubli.exit.Refusal;
import java.util.Locale;

/**
 * By what somebody says who they are, normalised: an e-mail in lower case, a telephone in E.164, a
 * name in single blanks, or a value of a mapped field.
 *
 * @param kind {@code email}, {@code phone_number}, {@code name}, or {@code collection.field}
 */
public record Identity(String kind, String value) {

  public static final String EMAIL = "email";
  public static final String PHONE = "phone_number";
  public static final String NAME = "name";

  /** Numbers without a country code are French. */
  private static final String REGION = "FR";

  public static Identity email(String text) {
    String value = text.strip().toLowerCase(Locale.ROOT);
    if (!value.contains("@") || value.contains(" ")) {
      throw new Refusal(ExitCode.INVALID, "that is not an e-mail address; write name@domain");
    }
    return new Identity(EMAIL, value);
  }

  public static Identity phone(String text) {
    try {
      PhoneNumber number = PhoneNumberUtil.getInstance().parse(text, REGION);
      if (!PhoneNumberUtil.getInstance().isPossibleNumber(number)) {
        throw notANumber();
      }
      return new Identity(
          PHONE, PhoneNumberUtil.getInstance().format(number, PhoneNumberFormat.E164));
    } catch (NumberParseException e) {
      throw notANumber();
    }
  }

  public static Identity name(String text) {
    return new Identity(NAME, text.strip().replaceAll("\\s+", " "));
  }

  private static Refusal notANumber() {
    return new Refusal(
        ExitCode.INVALID, "that is not a telephone number; write it as +33612345678");
  }
}
