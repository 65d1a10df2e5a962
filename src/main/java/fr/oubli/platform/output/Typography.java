package fr.oubli.platform.output;

import java.time.LocalDate;
import java.time.Period;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * French as it is printed: the one place that sets non-breaking spaces and apostrophes. Sentences
 * are written with plain signs everywhere else, and pass through here on their way out.
 *
 * <p>An e-mail address, and whatever a page marks with {@code data-value}, stays as it is.
 */
public final class Typography {

  /** The space that is never broken. */
  public static final char NBSP = '\u00a0';

  private static final DateTimeFormatter LONG_DAY =
      DateTimeFormatter.ofPattern("MMMM uuuu", Locale.FRENCH);

  private static final Pattern ADDRESS = Pattern.compile("(?<!\\S)[^\\s@]++@\\S++");
  private static final Pattern APOSTROPHE = Pattern.compile("(?<=[\\p{L}\\d])'(?=[\\p{L}\\d«])");
  private static final Pattern BEFORE = Pattern.compile("(?<=\\S)[ \u202f](?=[:;?!»%€])");
  private static final Pattern BEHIND_TAG = Pattern.compile("^[ \u202f](?=[:;?!»%€])");
  private static final Pattern AFTER = Pattern.compile("(?<=«)[ \u202f]");
  private static final Pattern NUMBER = Pattern.compile("(?<=[nN]°)[ \u202f]?(?=[\\d{])");
  private static final Pattern THOUSANDS = Pattern.compile("(?<=\\d) (?=\\d{3}(?!\\d))");

  /** A label that speaks to the person, or begins with an article. */
  private static final Pattern ADDRESSED = Pattern.compile("(?i)(votre|vos|les?|la) |l['’]");

  /** A tag, a comment, or an element whose content is not prose. */
  private static final Pattern MARKUP =
      Pattern.compile(
          "(?is)<!--.*?-->|<(style|script|code|pre|svg)\\b.*?</\\1\\s*>"
              + "|<(\\w+)\\b[^>]*\\bdata-value\\b[^>]*>.*?</\\2\\s*>|<[^>]*>");

  private Typography() {}

  /** A sentence, or a whole plain text. */
  public static String text(String french) {
    StringBuilder set = new StringBuilder();
    Matcher address = ADDRESS.matcher(french);
    int from = 0;
    while (address.find()) {
      set.append(prose(french.substring(from, address.start()))).append(address.group());
      from = address.end();
    }
    return set.append(prose(french.substring(from))).toString();
  }

  private static String prose(String french) {
    String set = APOSTROPHE.matcher(french).replaceAll("’");
    set = BEFORE.matcher(set).replaceAll("\u00a0");
    set = AFTER.matcher(set).replaceAll("\u00a0");
    set = NUMBER.matcher(set).replaceAll("\u00a0");
    return THOUSANDS.matcher(set).replaceAll("\u00a0");
  }

  /** A page: what stands between its tags. */
  public static String html(String page) {
    StringBuilder set = new StringBuilder();
    Matcher markup = MARKUP.matcher(page);
    int from = 0;
    while (markup.find()) {
      set.append(words(page.substring(from, markup.start()))).append(markup.group());
      from = markup.end();
    }
    return set.append(words(page.substring(from))).toString();
  }

  /** Templates escape an apostrophe as an entity. */
  private static String words(String text) {
    String plain = text.replace("&#39;", "'").replace("&apos;", "'");
    return text(BEHIND_TAG.matcher(plain).replaceFirst("\u00a0"));
  }

  /** The cells of a table for people; numbers and days are set where they are written. */
  public static List<@Nullable Object> cells(List<? extends @Nullable Object> row) {
    List<@Nullable Object> set = new ArrayList<>(row.size());
    for (Object cell : row) {
      set.add(cell instanceof String french ? text(french) : cell);
    }
    return set;
  }

  /** The headings of a table for people. */
  public static List<String> headings(List<String> headings) {
    return headings.stream().map(Typography::text).toList();
  }

  /** A label inside a sentence: vos commandes. One that begins with a name keeps its capital. */
  public static String within(String label) {
    return ADDRESSED.matcher(label).lookingAt()
        ? label.substring(0, 1).toLowerCase(Locale.FRENCH) + label.substring(1)
        : label;
  }

  /** A day in words, as prose says it: 1er décembre 2026. */
  public static String day(LocalDate day) {
    return (day.getDayOfMonth() == 1 ? "1er" : "" + day.getDayOfMonth())
        + " "
        + LONG_DAY.format(day);
  }

  /** A period in words: 3 ans et 6 mois. */
  @SuppressWarnings("JavaPeriodGetDays") // years and months are told beside
  public static String period(Period period) {
    List<String> parts = new ArrayList<>();
    if (period.getYears() > 0) {
      parts.add(count(period.getYears(), "an", "ans"));
    }
    if (period.getMonths() > 0) {
      parts.add(period.getMonths() + " mois");
    }
    if (period.getDays() > 0) {
      parts.add(count(period.getDays(), "jour", "jours"));
    }
    return String.join(" et ", parts);
  }

  /** A number, with a space that is never broken between its thousands. */
  public static String number(long number) {
    StringBuilder digits = new StringBuilder(Long.toString(Math.abs(number)));
    for (int place = digits.length() - 3; place > 0; place -= 3) {
      digits.insert(place, NBSP);
    }
    return (number < 0 ? "-" : "") + digits;
  }

  /** A number with its noun; zero and one are singular. */
  public static String count(long number, String one, String many) {
    return number(number) + " " + (Math.abs(number) < 2 ? one : many);
  }
}
