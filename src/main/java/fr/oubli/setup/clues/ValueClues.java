package fr.oubli.setup.clues;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import fr.oubli.setup.clues.SampleShares.Kind;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Looks at the values of one column, and keeps none of them. */
public final class ValueClues {

  private static final String LOCAL_PART = "[A-Za-z0-9._%+'-]{1,64}@(?:[A-Za-z0-9-]+\\.)+";
  private static final Pattern EMAIL = Pattern.compile(LOCAL_PART + "[A-Za-z]{2,24}");
  private static final Pattern IP4 =
      Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)\\.){3}(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)");
  private static final Pattern IP6 =
      Pattern.compile("(?=.*:.*:)[0-9a-fA-F:]{3,39}(?:%\\w+)?(?:/\\d+)?");
  private static final Pattern DIGITS_ONLY = Pattern.compile("\\+?[0-9 ()./-]{4,25}");
  private static final Pattern PHONE =
      Pattern.compile("\\+[0-9 ()./-]{7,25}|0[1-9][0-9]{8}|[(0][0-9]+[ ./)-][0-9 ()./-]{5,20}");
  private static final Pattern DAY =
      Pattern.compile("(\\d{4})-(\\d{2})-(\\d{2}).*|(\\d{2})[/.-](\\d{2})[/.-](\\d{4})");
  private static final List<String> REGIONS = List.of("FR", "GB", "DE", "US");
  private static final int PROSE_WORDS = 6;

  /** In years: few people of whom a company keeps data are younger or older. */
  private static final int YOUNGEST = 10;

  private static final int OLDEST = 105;
  private static final int SPREAD_YEARS = 15;

  private final LocalDate today;
  private final Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
  private final List<LocalDate> births = new ArrayList<>();
  private int seen;

  public ValueClues(LocalDate today) {
    this.today = today;
  }

  public void see(@Nullable String value) {
    String text = value == null ? "" : value.strip();
    if (text.isEmpty()) {
      return;
    }
    seen++;
    count(Kind.EMAIL, EMAIL.matcher(text).matches());
    count(Kind.HOLDS_EMAIL, EMAIL.matcher(text).find());
    count(Kind.IP, IP4.matcher(text).matches() || IP6.matcher(text).matches());
    count(Kind.IBAN, Checksums.isIban(text));
    count(Kind.CARD, Checksums.isCard(text));
    count(Kind.SOCIAL, Checksums.isFrenchSocialNumber(text));
    count(Kind.PHONE_SHAPE, DIGITS_ONLY.matcher(text).matches());
    count(Kind.PHONE, isPhone(text));
    count(Kind.PERSON, PersonNames.looksLikeOne(text));
    count(Kind.ONE_WORD, text.split("\\s+").length == 1);
    count(Kind.PROSE, text.split("\\s+").length >= PROSE_WORDS);
    day(text);
  }

  private void count(Kind kind, boolean is) {
    if (is) {
      counts.merge(kind, 1, Integer::sum);
    }
  }

  private void day(String text) {
    Matcher form = DAY.matcher(text);
    if (!form.matches()) {
      return;
    }
    int first = form.group(1) == null ? 6 : 1;
    try {
      LocalDate day =
          LocalDate.of(
              Integer.parseInt(form.group(first)),
              Integer.parseInt(form.group(first == 1 ? 2 : 5)),
              Integer.parseInt(form.group(first == 1 ? 3 : 4)));
      int age = Period.between(day, today).getYears();
      if (age >= YOUNGEST && age <= OLDEST) {
        births.add(day);
      }
    } catch (DateTimeException e) {
      // Not a day after all, or one with the month first: no clue.
      return;
    }
  }

  private static boolean isPhone(String text) {
    if (!PHONE.matcher(text).matches() || DAY.matcher(text).matches()) {
      return false;
    }
    return REGIONS.stream().anyMatch(region -> isValid(text, region));
  }

  private static boolean isValid(String text, String region) {
    try {
      PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
      return numbers.isValidNumber(numbers.parse(text, region));
    } catch (NumberParseException e) {
      return false;
    }
  }

  public SampleShares shares() {
    if (!births.isEmpty()) {
      LocalDate first = births.stream().min(LocalDate::compareTo).orElse(today);
      LocalDate last = births.stream().max(LocalDate::compareTo).orElse(today);
      if (ChronoUnit.YEARS.between(first, last) >= SPREAD_YEARS) {
        counts.put(Kind.BIRTH, births.size());
      }
    }
    return new SampleShares(seen, counts);
  }
}
