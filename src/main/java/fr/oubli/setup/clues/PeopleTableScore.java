package fr.oubli.setup.clues;

import fr.oubli.schema.catalog.SqlName;
import java.util.Comparator;
import java.util.List;

/**
 * Scores how likely a table of people holds the data subjects, rather than staff or contacts.
 *
 * @param signs how many of these it has, 0 to 3: something to find a person by, full names, dated
 *     events
 * @param staff whether they work for the company, as its table is called
 * @param referring how many foreign keys lead to it
 */
record PeopleTableScore(int signs, boolean staff, long referring) {

  /** The likeliest first. */
  static final Comparator<PeopleTableScore> ORDER =
      Comparator.comparingInt(PeopleTableScore::signs)
          .reversed()
          .thenComparing(PeopleTableScore::staff)
          .thenComparing(Comparator.comparingLong(PeopleTableScore::referring).reversed());

  static PeopleTableScore of(TableFacts facts, List<TableFacts> all, List<Proposal> proposals) {
    String name = SqlName.of(facts.table());
    boolean found = proposals.stream().anyMatch(each -> each.identity() != null);
    boolean named = proposals.stream().anyMatch(each -> isFullName(facts, each));
    boolean dated =
        all.stream()
            .filter(each -> !each.equals(facts) && each.refersTo(facts.table()))
            .anyMatch(each -> !StartingPoints.of(each).isEmpty());
    return new PeopleTableScore(
        (found ? 1 : 0) + (named ? 1 : 0) + (dated ? 1 : 0),
        NameWords.of(facts.table().name()).stream().anyMatch(word -> Lexicon.has("staff", word)),
        all.stream()
            .flatMap(each -> each.keys().stream())
            .filter(key -> key.parent().equals(name) && !key.self())
            .count());
  }

  /**
   * Whether the column holds full names of persons. A column called just "name" does not count,
   * since bands and brands have names too.
   */
  private static boolean isFullName(TableFacts facts, Proposal proposal) {
    String category = proposal.category();
    return category != null
        && category.startsWith("user.name")
        && Clues.named(facts, proposal.column()).map(NameClue::category).isPresent();
  }
}
