package fr.oubli.setup.clues;

import fr.oubli.schema.catalog.Column;
import fr.oubli.setup.clues.ColumnJudge.Opinion;
import fr.oubli.setup.clues.SampleShares.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a column's name or comment says, seen with its table and its values. */
final class NameOpinion {

  private static final int FEW = 5;
  private static final int SOME = 20;

  /** What a name does not say where the table is about nobody: the town in a list of towns. */
  private static final Set<String> OF_WHOM =
      Set.of(
          "user.contact.address.city",
          "user.contact.address.postal_code",
          "user.contact.address.state",
          "user.contact.address.country",
          "user.contact.url",
          "user.content",
          "user.content.private",
          "user.demographic",
          "user.device",
          "user.location.precise",
          "user.location.imprecise",
          "user.government_id",
          "user.government_id.vehicle_registration",
          "user.account.settings",
          "user.sensor",
          "user.authorization.credentials",
          "user.social",
          "user.behavior",
          "user.behavior.browsing_history",
          "user.behavior.search_history");

  /** Where the table is about nobody, a person is asked whose these are. */
  private static final Set<String> ASKED =
      Set.of("user.contact.phone_number", "user.contact.fax_number", "user.contact.address.street");

  /** Believed only where rows are people or name one: an order's title is not a job's. */
  private static final Set<String> OF_PERSON_ALONE =
      Set.of(
          "user.content.self_image",
          "user.job_title",
          "user.contact.url",
          "user.location.imprecise",
          "user.demographic.language",
          "user.demographic.age_range");

  /** Not believed of rows that are only part of somebody's: where a point of a map lies. */
  private static final Set<String> OF_DIRECT_ROWS = Set.of("user.location.precise");

  /** What an organisation has as a person has it. */
  private static final List<String> OF_ORGANISATIONS_TOO =
      List.of(
          "user.name",
          "user.contact.address",
          "user.contact.url",
          "user.content",
          "user.job_title",
          "user.government_id",
          "user.location");

  /** What the values look like, if the column holds what its name says. */
  private static final Map<String, Kind> FORM =
      Map.of(
          "user.contact.email", Kind.EMAIL,
          "user.contact.phone_number", Kind.PHONE_SHAPE,
          "user.device.ip_address", Kind.IP);

  private final TableFacts facts;
  private final TableSubject about;
  private final boolean direct;
  private final boolean organisation;

  /**
   * @param direct whether rows are people, or refer to one
   */
  NameOpinion(TableFacts facts, TableSubject about, boolean direct) {
    this.facts = facts;
    this.about = about;
    this.direct = direct;
    this.organisation = about != TableSubject.PERSON && TableClues.isOrganisation(facts);
  }

  Optional<Opinion> of(Column column) {
    Optional<NameClue> named = Clues.named(facts, column);
    String where = named.isPresent() ? "its name" : "its comment";
    return named
        .or(() -> Clues.commented(facts, column))
        .flatMap(clue -> weighed(column, clue, where));
  }

  private Optional<Opinion> weighed(Column column, NameClue clue, String where) {
    String category = clue.category();
    if (category == null) {
      return bare(column, clue);
    }
    SampleShares shares = facts.shares(column);
    Kind form = FORM.get(category);
    if (form != null
        && Clues.text(column)
        && shares.enough()
        && shares.percent(form) < SOME
        && shares.percent(Kind.HOLDS_EMAIL) < SOME) {
      return Optional.of(
          Opinion.open(null, where + ", but only " + shares.say(form), "what does it hold?"));
    }
    if (category.equals("user.contact.organization")) {
      return about == TableSubject.PERSON
          ? Optional.of(
              Opinion.open(
                  category, where, "a sole trader's company bears a person's name; may it here?"))
          : Optional.empty();
    }
    if (elsewhere(column, category)) {
      return Optional.empty();
    }
    if (!about.personal() && ASKED.contains(category)) {
      return Optional.of(
          Opinion.open(null, where, "a person's or a company's? no column names a person"));
    }
    if (category.equals("user.unique_id")) {
      if (about == TableSubject.PERSON && facts.table().primaryKey().contains(column.name())) {
        return Optional.empty();
      }
      return Optional.of(Opinion.likely(category, where + "; no foreign key says of which table"));
    }
    return Optional.of(
        where.equals("its name") && (!vague(category) || shares.percent(Kind.PROSE) >= SOME)
            ? Opinion.sure(category, where + because(shares, category))
            : Opinion.likely(category, where));
  }

  /** Whether the table makes the name one of a thing: a town in a list, the title of an order. */
  private boolean elsewhere(Column column, String category) {
    boolean ofNobody = OF_PERSON_ALONE.contains(category) && !about.namesPerson();
    boolean ofNone = !about.personal() && OF_WHOM.contains(category);
    boolean ofOthers =
        !direct && !about.namesPerson() && OF_DIRECT_ROWS.contains(category) && !travels();
    if (ofNobody || ofNone || ofOthers) {
      return true;
    }
    List<String> words = NameWords.of(column.name());
    if (words.stream().allMatch(word -> Lexicon.has("extension", word))) {
      return !about.namesPerson();
    }
    boolean person = words.stream().anyMatch(word -> Lexicon.has("person", word));
    boolean key = facts.table().primaryKey().contains(column.name());
    boolean ofOrganisation =
        organisation && !person && OF_ORGANISATIONS_TOO.stream().anyMatch(category::startsWith);
    return ofOrganisation || (key && category.equals("user.authorization.credentials"));
  }

  /** Whether rows are points of somebody's way. */
  private boolean travels() {
    return NameWords.of(facts.table().name()).stream()
        .anyMatch(word -> Lexicon.has("travel", word));
  }

  private static boolean vague(String category) {
    return category.equals("user.content.private") || category.equals("user.job_title");
  }

  private static String because(SampleShares shares, String category) {
    boolean names = category.startsWith("user.name") && shares.percent(Kind.PERSON) >= SOME;
    return names ? ", and " + shares.say(Kind.PERSON) : "";
  }

  /** A bare name is a person's where the row is one, or where the values look like it. */
  private Optional<Opinion> bare(Column column, NameClue clue) {
    if (organisation && !clue.ofPerson()) {
      return Optional.empty();
    }
    SampleShares shares = facts.shares(column);
    if (about == TableSubject.PERSON || clue.ofPerson()) {
      boolean family = facts.table().columns().stream().anyMatch(each -> isFirst(facts, each));
      return Optional.of(
          Opinion.sure(
              family && clue.rest().isEmpty() ? "user.name.last" : "user.name",
              "its name in a table about people" + because(shares, "user.name")));
    }
    if (shares.seen() < FEW && about.personal()) {
      return Optional.of(
          Opinion.open(null, "a name, of which no value was seen", "is it a person's?"));
    }
    return Optional.empty();
  }

  private static boolean isFirst(TableFacts facts, Column column) {
    return Clues.named(facts, column)
        .filter(clue -> "user.name.first".equals(clue.category()))
        .isPresent();
  }
}
