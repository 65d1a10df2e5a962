package fr.oubli.rights.request;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber.CountryCodeSource;
import fr.oubli.schema.sql.Sql;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * When two telephone numbers are the same. One that is written with its country's code is that
 * country's; one without is the region's where the region has such numbers; of any other nothing is
 * certain but its digits.
 *
 * @param region where numbers without a country's code are dialled, as the policy says
 */
public record Phones(String region) {

  private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();
  private static final String BETWEEN = "[ .()/_-]*";
  private static final int ENOUGH_TO_PROPOSE = 9;

  static String digits(String written) {
    return written.replaceAll("[^0-9]", "");
  }

  /** In E.164, or its digits alone where that would be a guess. */
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
   * The digits by which tables hold the same number: as it is written, with the country's code,
   * after 00 too, and as it is dialled inside the country.
   */
  String[] spellings(String written) {
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
   * code or the zero, whatever stands between its digits, and not inside a longer number.
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

  /** What is dialled before a number inside its country, such as 0. */
  private static String trunk(PhoneNumber number) {
    String country = NUMBERS.getRegionCodeForCountryCode(number.getCountryCode());
    return Objects.requireNonNullElse(NUMBERS.getNddPrefixForRegion(country, true), "");
  }

  /** The last digits: enough to propose, whatever stands before them. */
  Sql subscriber(Sql column) {
    return Sql.format(
        "nullif(right(regexp_replace({}, '[^0-9]', '', 'g'), " + lastDigits() + "), '')", column);
  }

  /** No more than a number of the region has without its country's code. */
  private int lastDigits() {
    PhoneNumber example = NUMBERS.getExampleNumber(region);
    return example == null
        ? ENOUGH_TO_PROPOSE
        : Math.min(ENOUGH_TO_PROPOSE, NUMBERS.getNationalSignificantNumber(example).length());
  }
}
