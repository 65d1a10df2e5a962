package fr.oubli.setup.clues;

import fr.oubli.schema.catalog.Column;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The dates of a table on which a clock may start, the likeliest first. */
public final class StartingPoints {

  private static final int RISING = 90;
  private static final int LIKELY = 2;

  /** A date and why it may be an anchor. */
  public record Candidate(Column column, int score, String reason) {}

  private StartingPoints() {}

  public static List<Candidate> of(TableFacts facts) {
    List<Candidate> found = new ArrayList<>();
    for (Column column : facts.table().columns()) {
      if (column.isDate()) {
        judge(facts, column).filter(each -> each.score() >= LIKELY).ifPresent(found::add);
      }
    }
    found.sort(Comparator.comparingInt((Candidate each) -> -each.score()));
    return found;
  }

  private static Optional<Candidate> judge(TableFacts facts, Column column) {
    Optional<NameClue> clue = Clues.named(facts, column).or(() -> Clues.commented(facts, column));
    if (clue.filter(each -> !String.valueOf(each.category()).startsWith("user.behavior"))
        .isPresent()) {
      return Optional.empty();
    }
    List<String> words = NameWords.of(column.name());
    List<String> reasons = new ArrayList<>();
    int score = 0;
    if (clue.isPresent()
        || words.equals(List.of("at"))
        || words.stream().anyMatch(word -> Lexicon.has("anchor", word))) {
      score += 2;
      reasons.add("its name");
    }
    if (words.stream().anyMatch(word -> Lexicon.has("machine", word))) {
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
    return Optional.of(new Candidate(column, score, String.join(", ", reasons)));
  }
}
