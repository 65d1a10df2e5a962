package fr.oubli.decision.statement;

import fr.oubli.decision.clock.ClockSql;
import fr.oubli.decision.clock.Days;
import fr.oubli.decision.clock.FiscalYearSql;
import fr.oubli.decision.keep.RetentionGround;
import fr.oubli.decision.keep.StillReferenced;
import fr.oubli.decision.person.PersonIdentifiers;
import fr.oubli.model.policy.Clock;
import fr.oubli.model.policy.ColumnName;
import fr.oubli.model.policy.Rule;
import fr.oubli.schema.catalog.Column;
import fr.oubli.schema.catalog.SqlName;
import fr.oubli.schema.sql.Keys;
import fr.oubli.schema.sql.LookupStyle;
import fr.oubli.schema.sql.MappedSchema;
import fr.oubli.schema.sql.ReferencePath;
import fr.oubli.schema.sql.Sql;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks the database again what is due, written apart from the statements that chose the rows: due
 * days are added up by PostgreSQL's own calendar, row by row, and persons are gathered by tokens
 * rather than followed by links. A mistake in one of the two shows as a difference.
 */
public final class Verification {

  /** Wider than any disagreement between two calendars can be; only a first sieve. */
  private static final int MARGIN_DAYS = 3;

  private final Eligibility eligibility;
  private final MappedSchema schema;
  private final Days days;
  private final Rule rule;
  private final String collection;

  private final LookupStyle style;

  /**
   * @param style how the other tables are asked; persons are many or few
   */
  public Verification(Eligibility eligibility, LookupStyle style) {
    this.eligibility = eligibility;
    this.style = style;
    this.schema = eligibility.schema();
    this.days = eligibility.days();
    this.rule = eligibility.target().rule();
    this.collection = eligibility.target().collection().name();
  }

  /**
   * Due rows that are left, with what keeps them: row_key, held, restricted, referenced.
   *
   * @param among the rows to look at
   */
  public Sql remaining(Sql among) {
    return Sql.format(
        "select "
            + Keys.text("t", eligibility.target().table())
            + " as row_key, {} as held, {} as restricted, {} as referenced from {}"
            + " where {} and {} and {} and {} and not ({}) and {}",
        eligibility.kept(RetentionGround.Kind.HOLD, "t", LookupStyle.PROBES),
        eligibility.kept(RetentionGround.Kind.RESTRICTION, "t", LookupStyle.PROBES),
        referenced(),
        Sql.of(SqlName.rowsOf(eligibility.target().table()) + " t"),
        among,
        eligibility.inReach("t"),
        eligibility.pending().left("t"),
        overdue(),
        eligibility.anchor().suspect("t", LookupStyle.PROBES, ClockSql.ANY),
        eligibility.worthArchiving("t", LookupStyle.PROBES));
  }

  private Sql referenced() {
    return eligibility.target().action() instanceof fr.oubli.model.policy.Action.Anonymise
        ? Sql.FALSE
        : new StillReferenced(schema, eligibility.target().table()).referred("t");
  }

  private Sql overdue() {
    Clock clock = rule.starts();
    if (clock instanceof Clock.LatestOfSubject person) {
      return persons(person);
    }
    ColumnName date =
        clock instanceof Clock.RowDate row ? row.column() : ((Clock.FiscalYearEnd) clock).column();
    ReferencePath upwards =
        new ReferencePath(schema, schema.pathUp(collection, date.collection()).orElseThrow());
    ColumnName link = clock instanceof Clock.FiscalYearEnd close ? close.togetherWith() : null;
    return upwards.test("t", style, row -> document(row, date, link));
  }

  private Sql document(String row, ColumnName date, @Nullable ColumnName link) {
    Sql own = periodOver(schema.column(row, date), schema.column(date));
    if (link == null) {
      return own;
    }
    String other = schema.freshAlias();
    String key = Keys.value(other, schema.table(date.collection()));
    String rowKey = Keys.value(row, schema.table(date.collection()));
    Sql related =
        Sql.format(
            "({} = " + rowKey + " or " + key + " = {} or {} = {})",
            schema.column(other, link),
            schema.column(row, link),
            schema.column(other, link),
            schema.column(row, link));
    return Sql.format(
        "{} and not exists (select 1 from {} where {} and not {})",
        own,
        schema.from(date.collection(), other),
        related,
        periodOver(schema.column(other, date), schema.column(date)));
  }

  /** A cheap sieve that an index serves, then the exact sum on what passes it. */
  private Sql periodOver(Sql column, Column type) {
    LocalDate sieve = days.asOf().minus(rule.keep().period()).plusDays(MARGIN_DAYS);
    return Sql.format(
        "({} < {} and ({} + {}::interval)::date < {})",
        column,
        days.startOf(sieve, type),
        clockDay(days.dayOf(column, type)),
        Sql.of("?", rule.keep().period().toString()),
        Sql.of("?", days.asOf()));
  }

  private Sql clockDay(Sql day) {
    return rule.starts() instanceof Clock.FiscalYearEnd
        ? new FiscalYearSql(schema.policy()).closeOf(day)
        : day;
  }

  /**
   * Persons as tokens: an account's key, and each identity. A row and an event with a token in
   * common are of one person.
   */
  private Sql persons(Clock.LatestOfSubject clock) {
    List<Sql> conditions = new ArrayList<>();
    List<Sql> started = new ArrayList<>();
    for (ColumnName event : clock.events()) {
      Sql over = periodOver(schema.column("e", event), schema.column(event));
      Sql alive = Sql.format("not coalesce({}, false)", over);
      shared(event.collection(), clock, alive).forEach(found -> conditions.add(found.not()));
      started.addAll(shared(event.collection(), clock, Sql.TRUE));
    }
    for (String other : rule.unlessHas()) {
      shared(other, clock, Sql.TRUE).forEach(found -> conditions.add(found.not()));
    }
    departed(Sql.of("gone.last_day is not null")).ifPresent(started::add);
    departed(
            Sql.of(
                "((gone.last_day + ?::interval)::date >= ? or gone.excepted_on >= ?)",
                rule.keep().period().toString(),
                days.asOf(),
                days.asOf()))
        .ifPresent(alive -> conditions.add(alive.not()));
    conditions.add(Sql.any(started));
    return Sql.all(conditions);
  }

  private Optional<Sql> departed(Sql condition) {
    return schema
        .subjectKey("t", collection)
        .map(
            key ->
                Sql.format(
                    "exists (select 1 from oubli.departed_event gone where gone.rule = {}"
                        + " and gone.subject_key = ({})::text and {})",
                    Sql.of("?", rule.name()),
                    key,
                    condition));
  }

  /** One condition per token that the row and an event of the same person can share. */
  private List<Sql> shared(String events, Clock.LatestOfSubject clock, Sql condition) {
    Sql counted = Sql.format("{} and {}", condition, counted(events, clock));
    List<Sql> ways = new ArrayList<>();
    if (events.equals(collection)) {
      ways.add(
          found(
              schema.from(events, "e"),
              Sql.of("e.ctid = t.ctid and e.tableoid = t.tableoid"),
              counted));
    }
    PersonIdentifiers tokens = new PersonIdentifiers(schema, collection, "t");
    for (int i = 0; i < tokens.all("a").size(); i++) {
      for (PersonIdentifiers.Token other : new PersonIdentifiers(schema, events, "e").all("b")) {
        if (tokens.all("a").get(i).kind().equals(other.kind())) {
          ways.add(match(tokens, i, other, events, counted));
        }
      }
    }
    return ways;
  }

  private Sql match(
      PersonIdentifiers tokens,
      int which,
      PersonIdentifiers.Token other,
      String events,
      Sql counted) {
    Sql from =
        other.ofAccount()
            ? Sql.format("{} join {}", schema.from(events, "e"), account("e", events, "b"))
            : schema.from(events, "e");
    if (!tokens.all("a").get(which).ofAccount()) {
      return found(from, same(tokens.all("a").get(which), other), counted);
    }
    String people = schema.subjectRule().collection();
    ReferencePath upwards =
        new ReferencePath(schema, schema.pathUp(collection, people).orElseThrow());
    return upwards.test(
        "t", style, person -> found(from, same(tokens.all(person).get(which), other), counted));
  }

  private static Sql same(PersonIdentifiers.Token own, PersonIdentifiers.Token other) {
    return own.kind().equals(PersonIdentifiers.ACCOUNT)
        ? Sql.format("{} = {}", other.value(), own.value())
        : MappedSchema.same(other.value(), own.value());
  }

  private Sql account(String row, String of, String alias) {
    String people = schema.subjectRule().collection();
    return Sql.format(
        "{} on {} = {}",
        schema.from(people, alias),
        schema.key(alias, schema.table(people)),
        schema.subjectKey(row, of).orElseThrow());
  }

  private Sql found(Sql from, Sql joined, Sql condition) {
    return style.exists(from, Sql.format("{} and {}", joined, condition));
  }

  private Sql counted(String events, Clock.LatestOfSubject clock) {
    return clock.ignoring().on(events).isEmpty()
        ? Sql.TRUE
        : schema.matches("e", events, clock.ignoring()).not();
  }
}
