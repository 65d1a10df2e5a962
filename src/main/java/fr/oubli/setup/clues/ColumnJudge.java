package fr.oubli.setup.clues;

import fr.oubli.schema.catalog.Column;
import fr.oubli.schema.catalog.ForeignKey;
import fr.oubli.setup.clues.SampleShares.Kind;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Weighs the clues of one column: keys first, then values, then names, then what is left. */
final class ColumnJudge {

  private static final String KEY = "user.unique_id";

  private final TableFacts facts;
  private final TableSubject about;
  private final TableClues tables;
  private final Purpose purpose;

  ColumnJudge(TableFacts facts, TableClues tables) {
    this.facts = facts;
    this.tables = tables;
    this.about = tables.about(facts);
    this.purpose = Purpose.of(facts.table());
  }

  Proposal judge(Column column) {
    Opinion opinion =
        ofKey(column)
            .or(() -> ValueOpinion.of(facts, column, about))
            .or(() -> new NameOpinion(facts, about, direct()).of(column))
            .or(() -> ofPersonKey(column))
            .or(() -> ForeignId.of(facts, column, about))
            .or(() -> direct() ? FreeText.of(facts, column) : Optional.empty())
            .or(() -> ValueOpinion.weaker(facts, column, about))
            .or(() -> ofPurpose(column))
            .or(() -> unread(column))
            .orElseGet(() -> technical(column));
    return new Proposal(
        facts.table(),
        column,
        opinion.category(),
        opinion.confidence(),
        opinion.reason(),
        opinion.question(),
        IdentityDoubt.of(facts.table(), column, opinion.category(), about == TableSubject.PERSON));
  }

  /** Whether rows are people, or refer to one. */
  private boolean direct() {
    return tables.ofPeople(facts);
  }

  private Optional<Opinion> ofKey(Column column) {
    Optional<ForeignKey> key = facts.key(column);
    if (key.isEmpty()) {
      return ofFound(column);
    }
    String parent = key.get().parent().replace("\"", "");
    if (tables.about(key.get().parent()) == TableSubject.PERSON) {
      return Optional.of(Opinion.sure(KEY, "refers to " + parent + ", whose rows are people"));
    }
    return Optional.of(Opinion.sure(Proposal.TECHNICAL, "refers to " + parent));
  }

  private Optional<Opinion> ofFound(Column column) {
    List<FoundReference> found = facts.found(column);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    String parents =
        found.stream()
            .map(each -> each.parent().replace("\"", ""))
            .collect(Collectors.joining(", "));
    boolean person =
        found.stream().anyMatch(each -> tables.about(each.parent()) == TableSubject.PERSON);
    return Optional.of(
        Opinion.likely(
            person ? KEY : Proposal.TECHNICAL,
            "its values are keys of " + parents + ", though no foreign key says so"));
  }

  private Optional<Opinion> ofPersonKey(Column column) {
    if (about != TableSubject.PERSON || !facts.table().primaryKey().contains(column.name())) {
      return Optional.empty();
    }
    return Optional.of(Opinion.sure(KEY, "the key of a table whose rows are people"));
  }

  /** Judges a column of dates, texts or addresses of pages by what its table is for. */
  private Optional<Opinion> ofPurpose(Column column) {
    if (!tables.ofPeople(facts)) {
      return Optional.empty();
    }
    if (purpose == Purpose.HEALTH && (column.isDate() || Clues.text(column))) {
      return Optional.of(Opinion.likely(purpose.category(), "the table is about health"));
    }
    if (purpose == Purpose.CONSENT && (column.isDate() || column.baseType().equals("bool"))) {
      return Optional.of(Opinion.likely(purpose.category(), "the table is about choices"));
    }
    List<String> words = NameWords.of(column.name());
    if (purpose == Purpose.BROWSING && words.stream().anyMatch(List.of("url", "uri")::contains)) {
      return Optional.of(Opinion.likely(purpose.category(), "the table is about visits"));
    }
    if (purpose == Purpose.OTHER && about != TableSubject.PERSON) {
      return Optional.empty();
    }
    return likeliestAnchor()
        .filter(anchor -> anchor.equals(column))
        .map(
            anchor ->
                Opinion.likely(purpose.category(), "the day on which a person did something"));
  }

  private Optional<Column> likeliestAnchor() {
    return StartingPoints.of(facts).stream().map(StartingPoints.Candidate::column).findFirst();
  }

  /**
   * Asks a person about a column without a clue, when too few of its values were read to rule
   * personal data out.
   */
  private Optional<Opinion> unread(Column column) {
    if (!about.personal()) {
      return Optional.empty();
    }
    if (Clues.nested(column)) {
      return Optional.of(
          Opinion.open(
              null, "nested values of a table about people", "does it say something of a person?"));
    }
    if (Clues.text(column) && facts.shares(column).percent(Kind.PROSE) >= 50) {
      return Optional.of(
          Opinion.open(null, "prose in a table about people", "does it speak of a person?"));
    }
    boolean bytes = column.baseType().equals("bytea") || column.baseType().equals("oid");
    boolean unseen = Clues.text(column) && facts.shares(column).seen() == 0;
    if (bytes || (unseen && about == TableSubject.PERSON)) {
      return Optional.of(
          Opinion.open(
              null, "no value was looked at", "does it hold something personal? nothing tells"));
    }
    return Optional.empty();
  }

  private Opinion technical(Column column) {
    if (Clues.text(column)) {
      return Opinion.likely(
          Proposal.TECHNICAL,
          facts.shares(column).seen() == 0
              ? "nothing in its name speaks of a person"
              : "nothing in its name or its values speaks of a person");
    }
    return Opinion.sure(Proposal.TECHNICAL, "nothing in its name or type speaks of a person");
  }

  /** What the clues say of a column, before it becomes a proposal. */
  record Opinion(
      @Nullable String category, Confidence confidence, String reason, @Nullable String question) {

    static Opinion sure(String category, String reason) {
      return new Opinion(category, Confidence.HIGH, reason, null);
    }

    static Opinion likely(String category, String reason) {
      return new Opinion(category, Confidence.MEDIUM, reason, null);
    }

    static Opinion open(@Nullable String category, String reason, String question) {
      return new Opinion(category, Confidence.LOW, reason, question);
    }
  }
}
