package fr.oubli.rights.request;

import fr.oubli.decision.person.Phones;
import fr.oubli.decision.person.PlainSpelling;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;

/**
 * By what somebody is known: an e-mail and a telephone number in their plain spelling, a name as it
 * can be read, or the value of a mapped field.
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
    String value = PlainSpelling.of(text);
    if (!value.contains("@") || value.contains(" ")) {
      throw new Refusal(ExitCode.INVALID, "that is not an e-mail address; write name@domain");
    }
    return new Identity(EMAIL, value);
  }

  /**
   * Which country the number is of, only {@link Phones} can judge.
   *
   * @throws Refusal when the text is no telephone number
   */
  public static Identity phone(String text) {
    String value = PlainSpelling.of(text);
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
    return new Identity(NAME, PlainSpelling.readable(text));
  }

  /**
   * The value of a mapped field, such as {@code customers.id=42}. It stays as it is written: it can
   * be a key.
   *
   * @throws Refusal when the map knows no such field
   */
  public static Identity field(String text, DataMap map) {
    int dot = text.indexOf('.');
    int equals = text.indexOf('=');
    boolean mapped =
        0 < dot
            && dot < equals
            && map.collection(text.substring(0, dot))
                .flatMap(collection -> collection.field(text.substring(dot + 1, equals)))
                .isPresent();
    if (!mapped) {
      throw new Refusal(ExitCode.INVALID, "that is no mapped field; write COLLECTION.FIELD=VALUE");
    }
    return new Identity(text.substring(0, equals), text.substring(equals + 1).strip());
  }

  /** The value in the form in which it is compared. */
  public String plain() {
    return PlainSpelling.of(value);
  }
}
