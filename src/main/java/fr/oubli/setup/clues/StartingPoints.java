package fr.oubli.setup.clues;

import fr.oubli.schema.catalog.Column;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The dates of a table on which a clock may start, the likeliest first. */
public final class StartingPoints {

  private static final int RISING = 90;
  private static final int LIKELY = 2;

  /** What a date tells by its name. */
  public enum Kind {
    /** Something happened. */
    HAPPENED,
    /** Something ended, such as a membership: missing or to come, it goes on. */
    ENDED,
    /** The row itself ended, as it was put into the trash or expired. */
    ROW_ENDED
  }

  /** A date and why it may be an anchor. */
  public record Candidate(Column column, Kind kind, int score, String reason) {

    public boolean ends() {
      return kind != Kind.HAPPENED;
    }
  }

  private StartingPoints() {}

  public static List<Candidate> of(TableFacts facts) {
    List<Candidate> found = new ArrayList<>();
    for (Column column : facts.table().columns()) {
      if (column.isDate() || EpochOpinion.of(facts, column).map(EpochOpinion::unit).isPresent()) {
        judge(facts, column).filter(each -> each.score() >= LIKELY).ifPresent(found::add);
      }
    }
    found.sort(
        Comparator.comparing((Candidate each) -> isOpening(facts, each.column()))
            .thenComparingInt(each -> -each.score()));
    return found;
  }

  private static Optional<Candidate> judge(TableFacts facts, Column column) {
    Optional<NameClue> clue = Clues.named(facts, column).or(() -> Clues.commented(facts, column));
    if (clue.filter(each -> !String.valueOf(each.category()).startsWith("user.behavior"))
        .isPresent()) {
      return Optional.empty();
    }
    List<String> words =
        NameWords.of(column.name()).stream().map(EpochOpinion::withoutTime).toList();
    List<String> reasons = new ArrayList<>();
    int score = 0;
    Kind kind = kind(words);
    if (kind != Kind.HAPPENED) {
      score += 2;
    }
    if (clue.isPresent()
        || words.equals(List.of("at"))
        || kind != Kind.HAPPENED
        || words.stream().anyMatch(word -> Lexicon.has("anchor", word))) {
      score += 2;
      reasons.add("its name");
    }
    if (kind == Kind.HAPPENED && words.stream().anyMatch(word -> Lexicon.has("machine", word))) {
      score -= 3;
    }
    if (facts.indexed().contains(column.name())) {
      score++;
      reasons.add("an index");
    }
    int rising = facts.rising().getOrDefault(column.name(), 0);
    if (rising >= RISING) {
      score++;
      reasons.add("rises with the key in " + rising + " % of the sample");
    }
    if (column.notNull()) {
      score++;
      reasons.add("never missing");
    }
    return Optional.of(new Candidate(column, kind, score, String.join(", ", reasons)));
  }

  /**
   * Whether a date says that somebody's machine showed a message. That is no contact that comes
   * from the person, a click is (CNIL, decisions on Spartoo and Performeclic).
   */
  public static boolean isOpening(TableFacts facts, Column column) {
    List<String> words = NameWords.of(column.name());
    return words.stream().anyMatch(word -> Lexicon.has("opening", word))
        && Stream.concat(words.stream(), NameWords.of(facts.table().name()).stream())
            .anyMatch(word -> Lexicon.has("mailing", word));
  }

  private static Kind kind(List<String> words) {
    if (words.stream().anyMatch(word -> Lexicon.has("row-end", word))) {
      return Kind.ROW_ENDED;
    }
    return words.stream().anyMatch(word -> Lexicon.has("end", word)) ? Kind.ENDED : Kind.HAPPENED;
  }
}
