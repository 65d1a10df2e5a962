package fr.oubli.decision;

import fr.oubli.policy.Clock;
import fr.oubli.policy.ColumnName;
import fr.oubli.policy.Filter;
import fr.oubli.policy.Rule;
import java.util.ArrayList;
import java.util.List;

/**
 * The memory of one rule's clock: when rows that started it go, by whatever rule, the latest day
 * stays known per person; and so does, for the day, that the person had rows that leave persons out
 * of the rule.
 */
record DepartedEvents(Estate estate, Days days, Rule rule, Clock.LatestOfSubject clock, Task task) {

  static final String UPDATE =
      " on conflict (rule, subject_key) do update"
          + " set last_day = greatest(known.last_day, excluded.last_day),"
          + " excepted_on = greatest(known.excepted_on, excluded.excepted_on), run = excluded.run";
  static final String INTO =
      "insert into oubli.departed_event as known (rule, subject_key, last_day, excepted_on, run)";

  /** One per rule whose clock the task's collection starts, or that it leaves persons out of. */
  static List<DepartedEvents> of(Estate estate, Days days, Task task) {
    return estate.policy().rules().stream()
        .filter(rule -> rule.starts() instanceof Clock.LatestOfSubject)
        .map(
            rule ->
                new DepartedEvents(estate, days, rule, (Clock.LatestOfSubject) rule.starts(), task))
        .filter(memory -> !memory.events().isEmpty() || memory.excepts())
        .toList();
  }

  /** The row's latest event for the clock, null where it does not count. */
  Sql day(String row) {
    List<Sql> dates = events().stream().map(event -> day(row, event)).toList();
    return dates.isEmpty()
        ? Sql.of("null::date")
        : Sql.format("case when {} then greatest({}) end", counted(row), Sql.list(dates));
  }

  /**
   * An event whose date nobody can judge happened, but nobody knows when; once it went there is
   * nothing left to mend. It counts on the day on which it went, so that no row goes too early.
   */
  private Sql day(String row, ColumnName event) {
    Sql date = estate.column(row, event);
    Sql day = days.dayOf(date, estate.column(event));
    return Sql.format(
        "case when {} then greatest({}, {}) else {} end",
        Suspicion.any(Anchor.ANY, date, days, estate.column(event)),
        day,
        Sql.of("?", days.asOf()),
        day);
  }

  /** Today where the row leaves its person out of the rule, else null. */
  Sql exceptedOn(String row) {
    return excepts()
        ? Sql.format("case when {} then {} end", counted(row), Sql.of("?::date", days.asOf()))
        : Sql.of("null::date");
  }

  private boolean excepts() {
    return rule.unlessHas().contains(task.collection().name());
  }

  private Sql counted(String row) {
    String collection = task.collection().name();
    Filter ignored = clock.ignoring();
    return ignored.on(collection).isEmpty()
        ? Sql.TRUE
        : estate.matches(row, collection, ignored).not();
  }

  /**
   * The person's other accounts are told too: their clock is the same. Persons in key order, so
   * that two lanes never wait for each other in a circle.
   */
  Sql remembered(String name, String event, String excepted, long run) {
    return Sql.format(
        name
            + (" as (" + INTO)
            + " select {}, person, max(day), max(excepted), {}::bigint from ({}) told"
            + " where person is not null group by person order by person"
            + (UPDATE + ")"),
        Sql.of("?", rule.name()),
        Sql.of("?", run),
        told(event, excepted));
  }

  private Sql told(String event, String excepted) {
    List<Sql> told = new ArrayList<>();
    String days = event + " as day, " + excepted + " as excepted from gone";
    String known =
        (" where person is not null and (" + event + " is not null")
            + (" or " + excepted + " is not null)");
    told.add(Sql.of("select person::text as person, " + days + known));
    String people = estate.subjectRule().collection();
    for (String kind : estate.subjectRule().samePersonBy()) {
      String own = estate.freshAlias();
      String twin = estate.freshAlias();
      told.add(
          Sql.format(
              "select {}::text, " + days + " join {} on {} = person join {} on {}" + known,
              estate.key(twin, estate.table(people)),
              estate.from(people, own),
              estate.key(own, estate.table(people)),
              estate.from(people, twin),
              Estate.same(
                  estate.identities(twin, people, kind).get(0),
                  estate.identities(own, people, kind).get(0))));
    }
    return Sql.union(told);
  }

  /** One statement per identity that a row without an account goes by. */
  List<Sql> rememberedOfGuests(String relation, String row, Sql rows, long run) {
    String collection = task.collection().name();
    if (collection.equals(estate.subjectRule().collection())) {
      return List.of();
    }
    List<Sql> statements = new ArrayList<>();
    for (String kind : estate.subjectRule().samePersonBy()) {
      for (Sql identity : estate.identities(row, collection, kind)) {
        statements.add(rememberedOfGuests(relation, row, rows, run, kind, identity));
      }
    }
    return statements;
  }

  private Sql rememberedOfGuests(
      String relation, String row, Sql rows, long run, String kind, Sql identity) {
    String people = estate.subjectRule().collection();
    String account = estate.freshAlias();
    String person = Keys.text(account, estate.table(people));
    return Sql.format(
        ("with remembered as (" + INTO)
            + " select {}, person, max(day), max(excepted), {}::bigint from (select "
            + (person + " as person, {} as day, {} as excepted from " + relation + " " + row)
            + " join {} on {} where {} is null and {}) events"
            + " where day is not null or excepted is not null group by person order by person"
            + (UPDATE + " returning 1) select count(*) from remembered"),
        Sql.of("?", rule.name()),
        Sql.of("?", run),
        day(row),
        exceptedOn(row),
        estate.from(people, account),
        Estate.same(estate.identities(account, people, kind).get(0), identity),
        estate.subjectKey(row, task.collection().name()).orElse(Sql.of("null")),
        rows);
  }

  private List<ColumnName> events() {
    return clock.events().stream()
        .filter(event -> event.collection().equals(task.collection().name()))
        .toList();
  }
}
