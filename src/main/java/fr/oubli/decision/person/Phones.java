package fr.oubli.decision.person;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber.CountryCodeSource;
import fr.oubli.model.datamap.Field;
import fr.oubli.model.policy.Policy;
import fr.oubli.schema.sql.Sql;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * When two telephone numbers are the same. A number that is written with a country's code is of
 * that country; a number without one is of the region, where the region has such numbers. Of any
 * other number nothing is certain but its digits.
 *
 * @param region where numbers without a country's code are dialled, as the policy says
 */
public record Phones(String region) {

  /** The kind of identity that a telephone number is, as the map and the registers name it. */
  public static final String KIND = Field.PHONE;

  private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();
  private static final String BETWEEN = "[ .()/_-]*";
  private static final int ENOUGH_TO_PROPOSE = 9;

  /** Numbers as the policy's region dials them. */
  public static Phones of(Policy policy) {
    return new Phones(policy.phoneRegion());
  }

  public static String digits(String written) {
    return written.replaceAll("[^0-9]", "");
  }

  /** The number in E.164, or its digits alone where its country would be a guess. */
  public String normalised(String written) {
    return read(written)
        .map(number -> NUMBERS.format(number, PhoneNumberFormat.E164))
        .orElseGet(() -> digits(written));
  }

  private Optional<PhoneNumber> read(String written) {
    try {
      PhoneNumber number = NUMBERS.parseAndKeepRawInput(written, region);
      boolean certain =
          international(number)
              ? NUMBERS.isPossibleNumberWithReason(number) == ValidationResult.IS_POSSIBLE
              : NUMBERS.isValidNumber(number);
      return certain ? Optional.of(number) : Optional.empty();
    } catch (NumberParseException e) {
      return Optional.empty();
    }
  }

  private static boolean international(PhoneNumber number) {
    return number.getCountryCodeSource() == CountryCodeSource.FROM_NUMBER_WITH_PLUS_SIGN
        || number.getCountryCodeSource() == CountryCodeSource.FROM_NUMBER_WITH_IDD;
  }

  /**
   * The digits by which tables may hold the same number: as it is written; with the country's code,
   * alone or after 00; and as it is dialled inside the country.
   */
  public String[] spellings(String written) {
    Set<String> spellings = new LinkedHashSet<>(Set.of(digits(written)));
    read(written)
        .ifPresent(
            number -> {
              String significant = NUMBERS.getNationalSignificantNumber(number);
              for (String inside : List.of(significant, trunk(number) + significant)) {
                spellings.add(number.getCountryCode() + inside);
                spellings.add("00" + number.getCountryCode() + inside);
              }
              spellings.add(digits(NUMBERS.format(number, PhoneNumberFormat.NATIONAL)));
            });
    return spellings.toArray(String[]::new);
  }

  /**
   * A PostgreSQL regular expression that finds the number in a text: with or without its country's
   * code or what is dialled before it inside the country, with blanks or signs between its digits,
   * and not inside a longer number.
   */
  public String pattern(String written) {
    String number =
        read(written)
            .map(read -> before(read) + spaced(NUMBERS.getNationalSignificantNumber(read)))
            .orElseGet(() -> spaced(digits(written)));
    return "(?<![0-9])" + number + "(?![0-9])";
  }

  private static String before(PhoneNumber number) {
    String trunk = trunk(number).isEmpty() ? "" : spaced(trunk(number)) + BETWEEN;
    return "(?:(?:[+]|00)?"
        + number.getCountryCode()
        + BETWEEN
        + ("(?:" + trunk + ")?")
        + ("|" + trunk + ")?");
  }

  private static String spaced(String digits) {
    return String.join(BETWEEN, digits.split(""));
  }

  /** What is dialled before a number inside its country, such as 0; empty where nothing is. */
  private static String trunk(PhoneNumber number) {
    String country = NUMBERS.getRegionCodeForCountryCode(number.getCountryCode());
    return Objects.requireNonNullElse(NUMBERS.getNddPrefixForRegion(country, true), "");
  }

  /** The last digits of a column, whatever stands before them; null where there are none. */
  Sql subscriber(Sql column) {
    return Sql.format(
        "nullif(right(regexp_replace({}, '[^0-9]', '', 'g'), " + lastDigits() + "), '')",
        PlainSpelling.of(column));
  }

  /** How many digits are enough: no more than a number of the region has inside the country. */
  private int lastDigits() {
    PhoneNumber example = NUMBERS.getExampleNumber(region);
    return example == null
        ? ENOUGH_TO_PROPOSE
        : Math.min(ENOUGH_TO_PROPOSE, NUMBERS.getNationalSignificantNumber(example).length());
  }
}
