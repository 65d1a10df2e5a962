package fr.oubli.decision.clock;

import fr.oubli.model.datamap.References.Step;
import fr.oubli.model.policy.Filter;
import fr.oubli.model.policy.Rule;
import fr.oubli.schema.sql.Keys;
import fr.oubli.schema.sql.LookupStyle;
import fr.oubli.schema.sql.MappedSchema;
import fr.oubli.schema.sql.PersonKeys;
import fr.oubli.schema.sql.ReferencedKey;
import fr.oubli.schema.sql.Sql;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What the rows of a target leave to remember for the clock of a person, when they go by whatever
 * rule: per person the latest day of an event, and the last day on which the person had rows that
 * leave a person out of the rule. Without it the person's other rows would be due too early, or
 * never: no event would be left to keep them or to start their clock.
 *
 * @param rule whose clock remembers
 * @param target whose rows go
 * @param anyParty of the events that bear on the clock of every person whom they concern; else of
 *     those that bear on their owner's alone, and of what leaves owners out
 */
public record DepartedEvents(
    MappedSchema schema, Days days, Rule rule, RuleTarget target, boolean anyParty) {

  /** The end of a statement that starts with {@link #INTO}: the later of two days stays. */
  public static final String UPDATE =
      " on conflict (rule, subject_key) do update"
          + " set last_day = greatest(known.last_day, excluded.last_day),"
          + " excepted_on = greatest(known.excepted_on, excluded.excepted_on), run = excluded.run";

  /** The start of a statement that notes days: a query of them follows, then {@link #UPDATE}. */
  public static final String INTO =
      "insert into oubli.departed_event as known (rule, subject_key, last_day, excepted_on, run)";

  /**
   * One per rule of persons whose clock the target's rows start, or that they leave persons out of,
   * and two where some of what they tell is of owners alone.
   */
  public static List<DepartedEvents> of(MappedSchema schema, Days days, RuleTarget target) {
    return schema.policy().personClocks().stream()
        .flatMap(
            rule ->
                Stream.of(false, true)
                    .map(anyParty -> new DepartedEvents(schema, days, rule, target, anyParty)))
        .filter(departed -> departed.tells() || departed.excepts())
        .toList();
  }

  /** Whether the rows tell of their persons by dates, of their own or of rows above. */
  private boolean tells() {
    return !events().isEmpty() || !above().isEmpty();
  }

  /** The day of the row's latest event; null where the row does not count for the clock. */
  public Sql day(String row) {
    List<Sql> dates = events().stream().map(event -> dayToRemember(row, event)).toList();
    List<Sql> all = new ArrayList<>();
    if (!dates.isEmpty()) {
      all.add(Sql.when(counted(row), Sql.format("greatest({})", Sql.list(dates))));
    }
    above().forEach(event -> all.add(event.day(row)));
    return switch (all.size()) {
      case 0 -> Sql.of("null::date");
      case 1 -> all.get(0);
      default -> Sql.format("greatest({})", Sql.list(all));
    };
  }

  private Sql dayToRemember(String row, EventDate event) {
    return event.dayToRemember(
        row, event.mayBeUndated() ? clock().allMissing(row, LookupStyle.PROBES) : Sql.FALSE);
  }

  private PersonClockSql clock() {
    return new ClockSqls(schema, days).ofPerson(rule, target.collection().name());
  }

  /** Today where the row leaves its person out of the rule, else null. */
  public Sql exceptedOn(String row) {
    return excepts()
        ? Sql.when(counted(row), Sql.of("?::date", days.asOf()))
        : Sql.of("null::date");
  }

  private boolean excepts() {
    return !anyParty && rule.unlessHas().contains(target.collection().name());
  }

  private Sql counted(String row) {
    String collection = target.collection().name();
    Filter ignored = rule.starts().ignoring();
    return ignored.on(collection).isEmpty()
        ? Sql.TRUE
        : schema.matches(row, collection, ignored).not();
  }

  /**
   * Parts of a statement in which {@code gone} are the rows that went, with their person. They note
   * the days for the person's other accounts too, since their clock is the same. What is told of
   * one rule is noted together: a statement can note a person once. Persons are taken in the order
   * of their keys, so that two workers never wait for each other in a circle.
   *
   * @param all numbered in their order; columns of {@code gone} end in the number: {@code event}
   *     for the day of the event, {@code excepted} for {@link #exceptedOn}, and {@code persons}
   *     where a row may have {@link #severalPersons}
   */
  public static List<Sql> remembered(List<DepartedEvents> all, long run) {
    Map<String, List<Integer>> together =
        IntStream.range(0, all.size())
            .boxed()
            .collect(
                Collectors.groupingBy(
                    number -> all.get(number).rule.written(),
                    LinkedHashMap::new,
                    Collectors.toList()));
    return together.values().stream()
        .map(
            numbers -> {
              int first = numbers.get(0);
              List<Sql> told =
                  numbers.stream().map(number -> all.get(number).ofAllAccounts(number)).toList();
              return all.get(first).remembered(first, Sql.union(told), run);
            })
        .toList();
  }

  private Sql remembered(int number, Sql told, long run) {
    return Sql.format(
        ("departed" + number + " as (" + INTO)
            + " select {}, person, max(day), max(excepted), {}::bigint from ({}) told"
            + " where person is not null group by person order by person"
            + (UPDATE + ")"),
        Sql.of("?", rule.written()),
        Sql.of("?", run),
        told);
  }

  private Sql ofAllAccounts(int number) {
    String event = "event" + number;
    String excepted = "excepted" + number;
    String gone =
        severalPersons()
            ? "(select event%1$d, excepted%1$d, unnest(gone.persons%1$d) as person from gone) gone"
                .formatted(number)
            : "gone";
    List<Sql> accounts = new ArrayList<>();
    String days = event + " as day, " + excepted + " as excepted from " + gone;
    String known =
        (" where person is not null and (" + event + " is not null")
            + (" or " + excepted + " is not null)");
    accounts.add(Sql.of("select person::text as person, " + days + known));
    String people = schema.subjectRule().collection();
    for (String kind : schema.subjectRule().samePersonBy()) {
      int several = schema.accounts().of(kind).size();
      for (int mine = 0; mine < several; mine++) {
        for (int theirs = 0; theirs < several; theirs++) {
          String own = schema.freshAlias();
          String duplicate = schema.freshAlias();
          ReferencedKey one = schema.accounts().from(own, kind).get(mine);
          ReferencedKey other = schema.accounts().from(duplicate, kind).get(theirs);
          accounts.add(
              Sql.format(
                  "select {}::text, " + days + " join {} on {} = person join {} on {}" + known,
                  schema.key(duplicate, schema.table(people)),
                  schema.from(people, own),
                  schema.key(own, schema.table(people)),
                  one.crossed(other.crossed(schema.from(people, duplicate))),
                  one.when(other.when(MappedSchema.same(other.key(), one.key())))));
        }
      }
    }
    return Sql.union(accounts);
  }

  /**
   * Statements that note the days of rows without an account, one per identity that ties such a row
   * to accounts. Each answers how many accounts it noted.
   *
   * @param rows what stands after FROM to read some rows of the table
   * @param row their alias
   * @param going which of them are about to go
   */
  public List<Sql> rememberedOfGuests(Sql rows, String row, Sql going, long run) {
    String collection = target.collection().name();
    if (collection.equals(schema.subjectRule().collection())) {
      return List.of();
    }
    List<Sql> statements = new ArrayList<>();
    for (String kind : schema.subjectRule().samePersonBy()) {
      List<ReferencedKey> own = new ArrayList<>();
      schema
          .identities(row, collection, kind)
          .forEach(
              identity -> own.add(ReferencedKey.through(schema, List.of(), row, any -> identity)));
      for (List<Step> way : waysToIdentities()) {
        for (int which = 0; which < schema.identities(row, Step.end(way), kind).size(); which++) {
          int number = which;
          own.add(
              ReferencedKey.through(
                  schema,
                  way,
                  row,
                  end -> schema.identities(end, Step.end(way), kind).get(number)));
        }
      }
      for (ReferencedKey identity : own) {
        for (int theirs = 0; theirs < schema.accounts().of(kind).size(); theirs++) {
          String account = schema.freshAlias();
          ReferencedKey ofAccount = schema.accounts().from(account, kind).get(theirs);
          statements.add(
              rememberedOfGuests(new Guests(rows, row, going), run, account, ofAccount, identity));
        }
      }
    }
    return statements;
  }

  /** The ways to what has an identity in the place of the row, for some event that it is. */
  private Set<List<Step>> waysToIdentities() {
    String collection = target.collection().name();
    Set<List<Step>> ways = new LinkedHashSet<>(schema.persons().identified(collection));
    events().forEach(event -> ways.addAll(event.ties().identified(schema.persons(), collection)));
    return ways;
  }

  /**
   * Rows without an account.
   *
   * @param rows what stands after FROM to read some rows of the table
   * @param row their alias
   * @param going which of them are about to go
   */
  private record Guests(Sql rows, String row, Sql going) {}

  private Sql rememberedOfGuests(
      Guests guests, long run, String account, ReferencedKey ofAccount, ReferencedKey identity) {
    String people = schema.subjectRule().collection();
    String row = guests.row();
    String person = Keys.text(account, schema.table(people));
    return Sql.format(
        ("with remembered as (" + INTO)
            + " select {}, person, max(day), max(excepted), {}::bigint from (select "
            + (person
                + " as person, {} as day, {} as excepted from {} join {} on {} where {} is null and {}) events")
            + " where day is not null or excepted is not null group by person order by person"
            + (UPDATE + " returning 1) select count(*) from remembered"),
        Sql.of("?", rule.written()),
        Sql.of("?", run),
        day(row),
        exceptedOn(row),
        guests.rows(),
        identity.crossed(ofAccount.crossed(schema.from(people, account))),
        ofAccount.when(identity.when(MappedSchema.same(ofAccount.key(), identity.key()))),
        schema.subjectKey(row, target.collection().name()).orElse(Sql.of("null")),
        guests.going());
  }

  /** All persons whose clock the row bears on, as an array. */
  public Sql persons(String row) {
    return new PersonKeys(schema, target.collection().name(), row).array(ways());
  }

  /** Whether a row may bear on the clocks of several persons, or of others than its owner. */
  public boolean severalPersons() {
    List<List<Step>> ways = ways();
    return ways.size() > 1
        || ways.stream().anyMatch(Step::anyDown)
        || schema.subjectKey("t", target.collection().name()).isEmpty();
  }

  /** Whether references tell of persons on whose clock the row bears. */
  public boolean hasPersons() {
    return !ways().isEmpty();
  }

  /** The ways to the persons whose clock the row bears on. */
  private List<List<Step>> ways() {
    String collection = target.collection().name();
    Set<List<Step>> ways = new LinkedHashSet<>(schema.persons().owners(collection));
    events().forEach(event -> ways.addAll(event.ties().accounts(schema.persons(), collection)));
    return List.copyOf(ways);
  }

  private List<EventDate> events() {
    return EventDate.all(schema, days, rule.starts()).stream()
        .filter(event -> event.collection().equals(target.collection().name()))
        .filter(event -> event.ties().anyParty() == anyParty)
        .toList();
  }

  private List<EventAbove> above() {
    return EventAbove.of(schema, days, rule, target.collection().name()).stream()
        .filter(above -> above.event().ties().anyParty() == anyParty)
        .toList();
  }
}
