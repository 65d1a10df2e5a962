package fr.oubli.reports;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A published policy, as a French text: its sentences, and the periods that they promise.
 *
 * @param sentences in their order
 */
record PublishedText(List<Sentence> sentences) {

  /**
   * A sentence, or an item of a list.
   *
   * @param line on which it begins
   */
  record Sentence(int line, String text) {

    /** So much of it as tells people which one it is. */
    String beginning() {
      return text.length() <= BEGINNING
          ? text
          : text.substring(0, text.lastIndexOf(' ', BEGINNING)) + "…";
    }
  }

  /**
   * A period that the text promises.
   *
   * @param answer whether it is the time to answer a person, and not to keep data
   */
  record Promise(Sentence sentence, Period period, boolean answer) {}

  private static final int BEGINNING = 90;

  private static final Map<String, Integer> NUMBERS =
      Map.ofEntries(
          Map.entry("un", 1),
          Map.entry("une", 1),
          Map.entry("deux", 2),
          Map.entry("trois", 3),
          Map.entry("quatre", 4),
          Map.entry("cinq", 5),
          Map.entry("six", 6),
          Map.entry("sept", 7),
          Map.entry("huit", 8),
          Map.entry("neuf", 9),
          Map.entry("dix", 10),
          Map.entry("douze", 12),
          Map.entry("treize", 13),
          Map.entry("quinze", 15),
          Map.entry("dix-huit", 18),
          Map.entry("vingt", 20),
          Map.entry("trente", 30));

  /** A number, or a word for one, perhaps with the other behind in brackets, and its unit. */
  private static final Pattern PERIOD =
      Pattern.compile(
          "(?<![\\p{L}\\d])(\\d{1,3}|"
              + String.join(
                  "|", NUMBERS.keySet().stream().sorted((a, b) -> b.length() - a.length()).toList())
              + ")\\s*(?:\\([^)]{1,12}\\))?\\s+(ans?|années?|mois|semaines?|jours?)(?!\\p{L})",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  private static final Pattern KEPT =
      Pattern.compile(
          "conserv|gard[ée]|détruit|détruire|supprim|effac|archiv|durée|stock|anonymis|purg|expir",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  private static final Pattern ANSWERED =
      Pattern.compile(
          "répon|délai|demande|exercice du droit", Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  private static final Pattern BULLET = Pattern.compile("^\\s*[•·▪*–—-]\\s*");
  private static final Pattern END = Pattern.compile("(?<=[.;!?])\\s+(?=\\p{Lu}|$)");

  PublishedText {
    sentences = List.copyOf(sentences);
  }

  /**
   * @throws Refusal when the file cannot be read, or is no plain text
   */
  static PublishedText read(Path file) {
    String text;
    try {
      text = Files.readString(file);
    } catch (CharacterCodingException e) {
      throw refusal(file, "is not UTF-8; save it as UTF-8");
    } catch (IOException e) {
      throw refusal(file, "cannot be read; name a file that can");
    }
    if (text.stripLeading().startsWith("<")) {
      throw refusal(file, "is a page; open it in a browser and save it as text");
    }
    return of(text);
  }

  private static Refusal refusal(Path file, String what) {
    return new Refusal(ExitCode.INVALID, "the published text " + file + " " + what);
  }

  static PublishedText of(String text) {
    List<Sentence> sentences = new ArrayList<>();
    int line = 0;
    for (String each : text.replace('\u00a0', ' ').replace('\u202f', ' ').split("\\R", -1)) {
      line++;
      for (String part : END.split(each, -1)) {
        String said = BULLET.matcher(part).replaceFirst("").strip();
        if (!said.isEmpty()) {
          sentences.add(new Sentence(line, said));
        }
      }
    }
    return new PublishedText(sentences);
  }

  /** The periods in it that speak of keeping data or of answering people, in their order. */
  List<Promise> promises() {
    List<Promise> promises = new ArrayList<>();
    boolean answering = false;
    for (Sentence sentence : sentences) {
      boolean kept = KEPT.matcher(sentence.text()).find();
      // What follows the time to answer, such as its extension, is about the same.
      boolean answered = !kept && ANSWERED.matcher(sentence.text()).find();
      Matcher found = PERIOD.matcher(sentence.text());
      while (found.find()) {
        if (kept || answered || answering) {
          promises.add(new Promise(sentence, period(found.group(1), found.group(2)), !kept));
          answering = !kept;
        }
      }
    }
    return promises;
  }

  private static Period period(String number, String unit) {
    String word = number.toLowerCase(Locale.ROOT);
    int count = NUMBERS.containsKey(word) ? NUMBERS.get(word) : Integer.parseInt(number);
    return switch (unit.toLowerCase(Locale.ROOT).charAt(0)) {
      case 'a' -> Period.ofYears(count);
      case 'm' -> Period.ofMonths(count);
      case 's' -> Period.ofWeeks(count);
      default -> Period.ofDays(count);
    };
  }
}
