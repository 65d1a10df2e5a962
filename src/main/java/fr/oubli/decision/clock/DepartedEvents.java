package fr.oubli.decision.clock;

import fr.oubli.model.policy.Clock;
import fr.oubli.model.policy.ColumnName;
import fr.oubli.model.policy.Filter;
import fr.oubli.model.policy.Rule;
import fr.oubli.schema.sql.Keys;
import fr.oubli.schema.sql.MappedSchema;
import fr.oubli.schema.sql.Sql;
import java.util.ArrayList;
import java.util.List;

/**
 * The memory of one rule's clock: when rows that started it go, by whatever rule, the latest day
 * stays known per person; and so does, for the day, that the person had rows that leave persons out
 * of the rule.
 */
public record DepartedEvents(
    MappedSchema schema, Days days, Rule rule, Clock.LatestOfSubject clock, RuleTarget target) {

  public static final String UPDATE =
      " on conflict (rule, subject_key) do update"
          + " set last_day = greatest(known.last_day, excluded.last_day),"
          + " excepted_on = greatest(known.excepted_on, excluded.excepted_on), run = excluded.run";
  public static final String INTO =
      "insert into oubli.departed_event as known (rule, subject_key, last_day, excepted_on, run)";

  /** One per rule whose clock the task's collection starts, or that it leaves persons out of. */
  public static List<DepartedEvents> of(MappedSchema schema, Days days, RuleTarget target) {
    return schema.policy().rules().stream()
        .filter(rule -> rule.starts() instanceof Clock.LatestOfSubject)
        .map(
            rule ->
                new DepartedEvents(
                    schema, days, rule, (Clock.LatestOfSubject) rule.starts(), target))
        .filter(memory -> !memory.events().isEmpty() || memory.excepts())
        .toList();
  }

  /** The row's latest event for the clock, null where it does not count. */
  public Sql day(String row) {
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
    Sql date = schema.column(row, event);
    Sql day = days.dayOf(date, schema.column(event));
    return Sql.format(
        "case when {} then greatest({}, {}) else {} end",
        DateDefect.any(ClockSql.ANY, date, days, schema.column(event)),
        day,
        Sql.of("?", days.asOf()),
        day);
  }

  /** Today where the row leaves its person out of the rule, else null. */
  public Sql exceptedOn(String row) {
    return excepts()
        ? Sql.format("case when {} then {} end", counted(row), Sql.of("?::date", days.asOf()))
        : Sql.of("null::date");
  }

  private boolean excepts() {
    return rule.unlessHas().contains(target.collection().name());
  }

  private Sql counted(String row) {
    String collection = target.collection().name();
    Filter ignored = clock.ignoring();
    return ignored.on(collection).isEmpty()
        ? Sql.TRUE
        : schema.matches(row, collection, ignored).not();
  }

  /**
   * The person's other accounts are told too: their clock is the same. Persons in key order, so
   * that two lanes never wait for each other in a circle.
   */
  public Sql remembered(String name, String event, String excepted, long run) {
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
    String people = schema.subjectRule().collection();
    for (String kind : schema.subjectRule().samePersonBy()) {
      String own = schema.freshAlias();
      String twin = schema.freshAlias();
      told.add(
          Sql.format(
              "select {}::text, " + days + " join {} on {} = person join {} on {}" + known,
              schema.key(twin, schema.table(people)),
              schema.from(people, own),
              schema.key(own, schema.table(people)),
              schema.from(people, twin),
              MappedSchema.same(
                  schema.identities(twin, people, kind).get(0),
                  schema.identities(own, people, kind).get(0))));
    }
    return Sql.union(told);
  }

  /** One statement per identity that a row without an account goes by. */
  public List<Sql> rememberedOfGuests(String relation, String row, Sql rows, long run) {
    String collection = target.collection().name();
    if (collection.equals(schema.subjectRule().collection())) {
      return List.of();
    }
    List<Sql> statements = new ArrayList<>();
    for (String kind : schema.subjectRule().samePersonBy()) {
      for (Sql identity : schema.identities(row, collection, kind)) {
        statements.add(rememberedOfGuests(relation, row, rows, run, kind, identity));
      }
    }
    return statements;
  }

  private Sql rememberedOfGuests(
      String relation, String row, Sql rows, long run, String kind, Sql identity) {
    String people = schema.subjectRule().collection();
    String account = schema.freshAlias();
    String person = Keys.text(account, schema.table(people));
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
        schema.from(people, account),
        MappedSchema.same(schema.identities(account, people, kind).get(0), identity),
        schema.subjectKey(row, target.collection().name()).orElse(Sql.of("null")),
        rows);
  }

  private List<ColumnName> events() {
    return clock.events().stream()
        .filter(event -> event.collection().equals(target.collection().name()))
        .toList();
  }
}
