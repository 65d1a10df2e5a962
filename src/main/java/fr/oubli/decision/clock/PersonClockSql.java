package fr.oubli.decision.clock;

import fr.oubli.decision.person.EventTies;
import fr.oubli.decision.person.PersonIdentifiers;
import fr.oubli.decision.person.PersonLink;
import fr.oubli.decision.person.PersonLinks;
import fr.oubli.model.policy.Filter;
import fr.oubli.model.policy.Rule;
import fr.oubli.schema.sql.AskedOnce;
import fr.oubli.schema.sql.LookupStyle;
import fr.oubli.schema.sql.MappedSchema;
import fr.oubli.schema.sql.ReferencePath;
import fr.oubli.schema.sql.SessionTable;
import fr.oubli.schema.sql.Slice;
import fr.oubli.schema.sql.Sql;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The person's latest event. A person is a row of the subject collection, the other accounts with
 * the same identity, and the rows without an account that carry that identity. One event that is
 * not over, or that nobody can judge, keeps all of the person's rows.
 *
 * @param rule whose clock is per person
 */
public record PersonClockSql(
    MappedSchema schema, Days days, Rule rule, String collection, LocalDate cutoff)
    implements ClockSql {

  @Override
  public Sql due(String alias, LookupStyle style) {
    return style == LookupStyle.SETS ? gathered().due(alias) : followed(alias, style);
  }

  private Sql followed(String alias, LookupStyle style) {
    if (accountAloneTells()) {
      return toAccount().test(alias, style, account -> ofPeople().followed(account, style));
    }
    // Last: most rows that are not due fail the first of the others.
    return Sql.all(
        unkept().byItself(alias), unkept().byOthers(alias, style), started(alias, style));
  }

  @Override
  public Sql due(AskedOnce once) {
    if (accountAloneTells()) {
      return once.meets(toAccount(), account -> ofPeople().followed(account, LookupStyle.PROBES));
    }
    return Sql.all(
        unkept().byItself(Slice.ROW),
        once.meets(alias -> unkept().byOthers(alias, LookupStyle.PROBES)),
        started(Slice.ROW, LookupStyle.PROBES));
  }

  private ReferencePath toAccount() {
    return new ReferencePath(schema, schema.persons().owners(collection).get(0));
  }

  private Unkept unkept() {
    return new Unkept(this);
  }

  @Override
  public Sql suspect(String alias, LookupStyle style, Set<DateDefect> defects) {
    if (style == LookupStyle.SETS && defects.equals(ANY)) {
      return gathered().suspect(alias);
    }
    List<Sql> found = new ArrayList<>(defective(alias, style, defects));
    if (defects.contains(DateDefect.MISSING)) {
      found.add(allMissing(alias, style));
    }
    return Sql.any(found);
  }

  /** The person has a row whose date has a defect; one per link that finds it. */
  List<Sql> defective(String alias, LookupStyle style, Set<DateDefect> defects) {
    List<Sql> found = new ArrayList<>();
    for (EventDate event : events()) {
      if (event.mayBe(defects)) {
        found.addAll(ofPerson(alias, event, style, row -> isSuspect(row, event, defects)));
      }
    }
    return found;
  }

  /** The person has rows that tell of them by no date, and none that does by one. */
  Sql allMissing(String alias, LookupStyle style) {
    return telling().allMissing(alias, style);
  }

  private PersonTelling telling() {
    return new PersonTelling(this);
  }

  @Override
  public Sql goesOn(String alias, LookupStyle style) {
    return style == LookupStyle.SETS
        ? gathered().goesOn(alias)
        : Sql.any(
            ends().stream()
                .flatMap(event -> ofPerson(alias, event, style, row -> goesOn(row, event)).stream())
                .toList());
  }

  @Override
  public Sql notEnded(String alias) {
    return telling().notEnded(alias);
  }

  @Override
  public Sql culprit(String alias) {
    return telling().culprit(alias);
  }

  @Override
  public List<Sql> affectedBy(String alias, DateTest test) {
    return ways(alias, (row, event) -> event.date().meets(test, row));
  }

  @Override
  public List<Sql> suspected(String alias) {
    return ways(
        alias, (row, event) -> Sql.any(List.of(event.isSuspect(row, ANY), event.isUndated(row))));
  }

  private List<Sql> ways(String alias, BiFunction<String, EventDate, Sql> condition) {
    List<Sql> ways = new ArrayList<>();
    for (EventDate event : events()) {
      for (PersonLink link : links(event)) {
        ways.addAll(
            link.ways(alias, row -> Sql.all(counts(row, event), condition.apply(row, event))));
      }
    }
    return ways;
  }

  /**
   * Also the persons of whom a rule took events, since what kept the row may have gone with them.
   */
  @Override
  public List<Sql> candidates(String alias, Watermark watermark) {
    List<Sql> ways = new ArrayList<>(affectedBy(alias, days.between(watermark.cutoff(), cutoff)));
    ways.addAll(remembered().candidates(alias, watermark));
    ways.addAll(ties().candidates(alias, watermark));
    return ways;
  }

  @Override
  public Sql day(String alias) {
    List<Sql> latest = new ArrayList<>();
    for (EventDate event : events()) {
      for (PersonLink link : links(event)) {
        latest.add(link.latest(alias, row -> counts(row, event), event::day));
      }
    }
    // The rows of a collection that nothing ties to anybody have no event.
    return latest.isEmpty() ? Sql.of("null::date") : Sql.format("greatest({})", Sql.list(latest));
  }

  @Override
  public Sql instant(String alias, LookupStyle style) {
    return style == LookupStyle.SETS ? gathered().day(alias) : day(alias);
  }

  @Override
  public JoinedInstant joinedInstant(String alias, LookupStyle style) {
    return style == LookupStyle.SETS
        ? gathered().joinedDay(alias)
        : new JoinedInstant(Sql.of(""), day(alias));
  }

  @Override
  public Sql knownDay(String alias) {
    List<Sql> days = new ArrayList<>(List.of(day(alias)));
    remembered().day(alias).ifPresent(days::add);
    days.addAll(ties().days(alias));
    return days.size() == 1 ? days.get(0) : Sql.format("greatest({})", Sql.list(days));
  }

  /** Today where rows leave the person out of the rule, else null. */
  public Sql exceptedOn(String person) {
    return rule.unlessHas().isEmpty()
        ? Sql.of("null::date")
        : Sql.when(Sql.any(excepting(person, LookupStyle.PROBES)), Sql.of("?::date", days.asOf()));
  }

  /** Asked of the persons alone, since their other rows go with them. */
  @Override
  public Optional<Sql> span(String alias, List<LocalDate> starts) {
    if (!collection.equals(schema.subjectRule().collection())) {
      return Optional.empty();
    }
    return Optional.of(
        Sql.when(
            Sql.any(excepting(alias, LookupStyle.PROBES)).not(), Days.span(day(alias), starts)));
  }

  /** There is an event, or there was one that went before the rest of the person's rows. */
  @Override
  public Sql started(String alias, LookupStyle style) {
    if (style == LookupStyle.SETS) {
      return gathered().started(alias);
    }
    List<Sql> ofOwner = new ArrayList<>();
    List<Sql> besides = new ArrayList<>();
    for (EventDate event : events()) {
      PersonLinks links = linksTo(event.collection(), event.ties());
      links.ofOwner().forEach(link -> ofOwner.add(tells(link, alias, event, style)));
      links.besidesOwner().forEach(link -> besides.add(tells(link, alias, event, style)));
    }
    remembered().started(alias, style).ifPresent(ofOwner::add);
    besides.addAll(ties().started(alias, style));
    return shared(style)
        .started(alias, ofOwner, besides, account -> ofPeople().started(account, style));
  }

  private Sql tells(PersonLink link, String alias, EventDate event, LookupStyle style) {
    return link.exists(alias, style, row -> Sql.all(counts(row, event), event.tells(row)));
  }

  SharedRow shared(LookupStyle style) {
    return new SharedRow(schema, collection, style);
  }

  @Override
  public Sql waitsFor(String alias) {
    return shared(LookupStyle.PROBES)
        .waitsFor(alias, account -> ofPeople().started(account, LookupStyle.PROBES));
  }

  @Override
  public List<SessionTable> tables() {
    return gathered().persons().tables();
  }

  @Override
  public Set<String> gatheredFrom() {
    return gathered().persons().collections();
  }

  private GatheredPersonClock gathered() {
    return new GatheredPersonClock(this, GatheredPersons.of(ofPeople()));
  }

  private PersonClockSql ofPeople() {
    return new PersonClockSql(schema, days, rule, schema.subjectRule().collection(), cutoff);
  }

  /** Only its account ties the row to a person, and the row is no event itself. */
  private boolean accountAloneTells() {
    return personEvents().stream().noneMatch(own -> own.collection().equals(collection))
        && new PersonIdentifiers(schema, collection, false).isOfOneAccount();
  }

  /** Every kind of row that bears on the clock, and what each says of it. */
  List<PersonEvents> personEvents() {
    List<PersonEvents> all = new ArrayList<>();
    for (EventDate event : events()) {
      all.add(
          new PersonEvents(schema, event.collection(), row -> counts(row, event), event, cutoff));
    }
    for (String other : rule.unlessHas()) {
      all.add(new PersonEvents(schema, other, row -> counts(row, other), null, cutoff));
    }
    return all;
  }

  /** A query of what is remembered of every account; empty where nothing can be. */
  Optional<Sql> rememberedByAccount() {
    return remembered().byAccount(mayBeUndated());
  }

  @Override
  public boolean perSubject() {
    return true;
  }

  List<EventDate> events() {
    return EventDate.all(schema, days, rule.starts());
  }

  List<EventDate> ends() {
    return events().stream()
        .filter(event -> rule.starts().ends().contains(event.date().name()))
        .toList();
  }

  /** Whether a person may have rows that tell of them by no date. */
  boolean mayBeUndated() {
    return events().stream().anyMatch(EventDate::mayBeUndated);
  }

  /** What is remembered of the row's persons after rows below that told of them are gone. */
  RememberedTies ties() {
    return new RememberedTies(schema, days, rule, collection, cutoff);
  }

  RememberedPerson remembered() {
    return new RememberedPerson(schema, days, rule, collection, cutoff);
  }

  /** The person has rows that leave the person out of the rule. */
  List<Sql> excepting(String alias, LookupStyle style) {
    List<Sql> found = new ArrayList<>();
    for (String other : rule.unlessHas()) {
      linksTo(other, EventTies.OWNER).all().stream()
          .map(link -> link.exists(alias, style, row -> counts(row, other)))
          .forEach(found::add);
    }
    return found;
  }

  List<Sql> ofPerson(
      String alias, EventDate event, LookupStyle style, Function<String, Sql> condition) {
    return links(event).stream().map(link -> link.exists(alias, style, condition)).toList();
  }

  List<PersonLink> links(EventDate event) {
    return linksTo(event.collection(), event.ties()).all();
  }

  private PersonLinks linksTo(String rows, EventTies ties) {
    return new PersonLinks(schema, collection, rows, ties);
  }

  Sql isSuspect(String row, EventDate event, Set<DateDefect> defects) {
    return Sql.all(List.of(counts(row, event), event.isSuspect(row, defects)));
  }

  Sql goesOn(String row, EventDate event) {
    return Sql.all(List.of(counts(row, event), event.goesOn(row)));
  }

  Sql counts(String row, EventDate event) {
    return counts(row, event.collection());
  }

  /** What the policy ignores neither starts the clock nor puts the person in quarantine. */
  Sql counts(String row, String rows) {
    Filter ignored = rule.starts().ignoring();
    return ignored.on(rows).isEmpty() ? Sql.TRUE : schema.matches(row, rows, ignored).not();
  }
}
