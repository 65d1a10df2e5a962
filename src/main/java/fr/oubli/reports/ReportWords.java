package fr.oubli.reports;

import fr.oubli.model.policy.Clock;
import fr.oubli.model.policy.ColumnName;
import fr.oubli.model.policy.FiscalYearClock;
import fr.oubli.model.policy.Keep;
import fr.oubli.model.policy.LegalBasis;
import fr.oubli.model.policy.PersonClock;
import fr.oubli.model.policy.RefusalClock;
import fr.oubli.model.policy.RowClock;
import fr.oubli.model.policy.Rule;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;

/** What a report says, in the language of whoever reads it. */
final class ReportWords {

  /** A language that reports are written in. */
  enum Language {
    FR(Locale.FRANCE, "dd/MM/uuuu"),
    EN(Locale.UK, "uuuu-MM-dd");

    private final Locale locale;
    private final String day;

    Language(Locale locale, String day) {
      this.locale = locale;
      this.day = day;
    }
  }

  private final Language language;
  private final Map<String, String> texts;
  private final DateTimeFormatter day;

  ReportWords(Language language) {
    this.language = language;
    this.texts = read("words_" + language.name().toLowerCase(Locale.ROOT) + ".properties");
    this.day = DateTimeFormatter.ofPattern(language.day);
  }

  private static Map<String, String> read(String name) {
    Properties properties = new Properties();
    try (InputStream file = Objects.requireNonNull(ReportWords.class.getResourceAsStream(name))) {
      properties.load(new InputStreamReader(file, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, String> texts = new TreeMap<>();
    properties.stringPropertyNames().forEach(key -> texts.put(key, properties.getProperty(key)));
    return texts;
  }

  Map<String, String> all() {
    return texts;
  }

  /**
   * @throws IllegalArgumentException when there is no such text
   */
  String text(String key, Object... values) {
    String text = texts.get(key);
    if (text == null) {
      throw new IllegalArgumentException("no text " + key + " in " + language);
    }
    return values.length == 0 ? text : text.formatted(values);
  }

  /** The word for what a table holds; the value itself where there is none. */
  String word(String kind, String value) {
    return texts.getOrDefault(kind + "-" + value.replace(' ', '-'), value);
  }

  boolean french() {
    return language == Language.FR;
  }

  /** Whether a count takes the singular: in French, zero does too. */
  private boolean isOne(long count) {
    return language == Language.FR ? count < 2 : count == 1;
  }

  /** A count with the word in its number: {@code key} for one, {@code key-s} for another. */
  String count(String key, long count) {
    return text(isOne(count) ? key : key + "-s", number(count));
  }

  /** How many entries of a list are not shown; empty where all are. */
  String more(long left) {
    return left > 0 ? text("more", number(left)) : "";
  }

  /** With the language's own mark between thousands. */
  String number(long number) {
    return NumberFormat.getIntegerInstance(language.locale).format(number);
  }

  String day(LocalDate date) {
    return day.format(date);
  }

  /** A month in words, with its year. */
  String month(YearMonth month) {
    return DateTimeFormatter.ofPattern("MMMM uuuu", language.locale).format(month);
  }

  /** The day and the minute, as the clocks of a zone show them. */
  String moment(Instant instant, ZoneId zone) {
    return day.withZone(zone).format(instant)
        + " "
        + DateTimeFormatter.ofPattern("HH:mm").withZone(zone).format(instant);
  }

  String basis(Rule rule) {
    return language == Language.FR
        ? LegalBasis.french(rule.basis())
        : LegalBasis.english(rule.basis());
  }

  String cites(Rule rule) {
    return language == Language.FR ? rule.cites().french() : rule.cites().english();
  }

  /** How long a rule keeps, and from when. */
  String kept(Rule rule, ReaderNames names) {
    if (rule.keep().isAtOnce()) {
      return text("until-refusal");
    }
    String bound = rule.keep().bound() == Keep.Bound.AT_MOST ? "at-most" : "at-least";
    return text(bound, length(rule.keep(), bound, names)) + " " + from(rule.starts(), names);
  }

  private String length(Keep keep, String bound, ReaderNames names) {
    return keep.inData()
        .map(
            data ->
                data.map(
                    new DataPeriodWords(
                        this, names.column(data.column()), text("strictest-" + bound))))
        .orElseGet(() -> period(keep.period()));
  }

  @SuppressWarnings("JavaPeriodGetDays") // each part is said by itself
  String period(Period period) {
    List<String> parts = new ArrayList<>();
    part(parts, "year", period.getYears());
    part(parts, "month", period.getMonths());
    part(parts, "day", period.getDays());
    return parts.isEmpty() ? count("day-s", 0) : String.join(" ", parts);
  }

  private void part(List<String> parts, String unit, int count) {
    if (count > 0) {
      parts.add(count(unit, count));
    }
  }

  private String from(Clock clock, ReaderNames names) {
    return clock.map(
        new Clock.Cases<>() {
          @Override
          public String row(RowClock clock) {
            return text(clock.ended() ? "from-end" : "from-row", names.column(clock.column()));
          }

          @Override
          public String person(PersonClock clock) {
            List<String> happened = new ArrayList<>();
            List<String> ended = new ArrayList<>();
            for (ColumnName event : clock.columns()) {
              (clock.ends().contains(event) ? ended : happened).add(names.column(event));
            }
            String ends = String.join(", ", ended);
            if (happened.isEmpty()) {
              return text("from-latest-end", ends);
            }
            String latest = text("from-latest", String.join(", ", happened));
            return ended.isEmpty() ? latest : latest + text("and-latest-end", ends);
          }

          @Override
          public String fiscalYear(FiscalYearClock clock) {
            return text("from-close");
          }

          @Override
          public String refusal(RefusalClock clock) {
            return text("from-refusal");
          }
        });
  }
}
