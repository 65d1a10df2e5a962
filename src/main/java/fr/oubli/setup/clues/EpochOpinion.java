package fr.oubli.setup.clues;

import fr.oubli.model.datamap.EpochUnit;
import fr.oubli.schema.catalog.Column;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether a number seems to count from 1970. The name and all values have to speak for it; where
 * the values leave it open, a person is asked.
 *
 * @param unit null where it is asked
 * @param said for people: why it is proposed, or the question
 */
public record EpochOpinion(@Nullable EpochUnit unit, String said) {

  private static final Set<String> TYPES = Set.of("int4", "int8", "numeric", "float8");
  private static final Set<String> DATES =
      Set.of("at", "on", "time", "timestamp", "ts", "date", "epoch", "since", "until", "datetime");
  private static final Set<String> NUMBERS =
      Set.of("id", "count", "number", "total", "amount", "sum", "duration", "in", "by", "zone");

  /** As Moodle and others write it: timecreated, timestart, lasttime. */
  private static final Pattern JOINED =
      Pattern.compile(
          "time(created|modified|start|end|open|close|due|access|added|sent|read).*|.+time");

  private static final int MOST_OF_THEM = 50;

  /** Empty where nothing speaks for a count, or too little. */
  public static Optional<EpochOpinion> of(TableFacts facts, Column column) {
    if (!speaksOfDate(facts, column)) {
      return Optional.empty();
    }
    SampleShares shares = facts.shares(column);
    if (shares.seen() == 0) {
      return Optional.of(
          asked("its name speaks of a date, and no value other than 0 was looked at", "seconds"));
    }
    EpochUnit likeliest =
        Arrays.stream(EpochUnit.values())
            .max(Comparator.comparingInt(unit -> shares.percent(EpochClues.kind(unit))))
            .orElseThrow();
    int percent = shares.percent(EpochClues.kind(likeliest));
    if (percent == 100) {
      return Optional.of(
          new EpochOpinion(
              likeliest, "counts from 1970: all of the sample would be dates from 1980 to 2300"));
    }
    return percent < MOST_OF_THEM
        ? Optional.empty()
        : Optional.of(asked(shares.say(EpochClues.kind(likeliest)), likeliest.word()));
  }

  private static EpochOpinion asked(String why, String unit) {
    return new EpochOpinion(
        null,
        why
            + ": does it count from 1970? Then add fides_meta: { epoch: "
            + unit
            + " }, or whichever it counts of seconds, milliseconds and microseconds");
  }

  /** A number by its type, no key and no reference, and by its name a date. */
  public static boolean speaksOfDate(TableFacts facts, Column column) {
    List<String> words = NameWords.of(column.name());
    return TYPES.contains(column.baseType())
        && !words.isEmpty()
        && !facts.table().primaryKey().contains(column.name())
        && facts.key(column).isEmpty()
        && facts.found(column).isEmpty()
        && words.stream().noneMatch(NUMBERS::contains)
        && isDate(words);
  }

  /** The word for what happened in one that says so: created in timecreated. */
  static String withoutTime(String word) {
    return word.startsWith("time") && JOINED.matcher(word).matches() && word.length() > 5
        ? word.substring("time".length())
        : word;
  }

  private static boolean isDate(List<String> words) {
    String last = words.get(words.size() - 1);
    return DATES.contains(last)
        || Lexicon.has("row-end", last)
        || last.equals("created")
        || last.equals("updated")
        || last.equals("modified")
        || JOINED.matcher(last).matches();
  }
}
