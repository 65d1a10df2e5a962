package fr.oubli.request;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import fr.oubli.decision.Sql;

/** The ways in which tables hold the same telephone number, its digits alone compared. */
public final class Phones {

  private Phones() {}

  /** With the country's code, after 00 too, and as it is dialled inside the country. */
  static String[] spellings(String e164) {
    PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
    try {
      PhoneNumber number = numbers.parse(e164, null);
      String national = numbers.format(number, PhoneNumberFormat.NATIONAL).replaceAll("\\D", "");
      String digits = e164.substring(1);
      return new String[] {digits, "00" + digits, national};
    } catch (NumberParseException e) {
      throw new IllegalArgumentException("not in E.164", e);
    }
  }

  /**
   * A PostgreSQL regular expression that finds the number in a text: with or without its country's
   * code or the zero, whatever stands between its digits, and not inside a longer number.
   */
  public static String pattern(String e164) {
    try {
      PhoneNumber number = PhoneNumberUtil.getInstance().parse(e164, null);
      String significant = PhoneNumberUtil.getInstance().getNationalSignificantNumber(number);
      String between = "[ .()/_-]*";
      return "(?<![0-9])(?:(?:[+]|00)?"
          + number.getCountryCode()
          + between
          + "(?:0"
          + between
          + ")?|0"
          + between
          + ")?"
          + String.join(between, significant.split(""))
          + "(?![0-9])";
    } catch (NumberParseException e) {
      throw new IllegalArgumentException("not in E.164", e);
    }
  }

  /** The last nine digits: enough to propose, whatever stands before them. */
  static Sql subscriber(Sql column) {
    return Sql.format("nullif(right(regexp_replace({}, '[^0-9]', '', 'g'), 9), '')", column);
  }
}
