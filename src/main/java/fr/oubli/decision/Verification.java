package fr.oubli.decision;

import fr.oubli.catalog.Column;
import fr.oubli.catalog.SqlName;
import fr.oubli.policy.Clock;
import fr.oubli.policy.ColumnName;
import fr.oubli.policy.Rule;
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
final class Verification {

  /** Wider than any disagreement between two calendars can be; only a first sieve. */
  private static final int MARGIN_DAYS = 3;

  private final Decision decision;
  private final Estate estate;
  private final Days days;
  private final Rule rule;
  private final String collection;

  private final Look look;

  /**
   * @param look how the other tables are asked; persons are many or few
   */
  Verification(Decision decision, Look look) {
    this.decision = decision;
    this.look = look;
    this.estate = decision.estate();
    this.days = decision.days();
    this.rule = decision.task().rule();
    this.collection = decision.task().collection().name();
  }

  /**
   * Due rows that are left, with what keeps them: row_key, held, restricted, referenced.
   *
   * @param among the rows to look at
   */
  Sql remaining(Sql among) {
    return Sql.format(
        "select "
            + Keys.text("t", decision.task().table())
            + " as row_key, {} as held, {} as restricted, {} as referenced from {}"
            + " where {} and {} and {} and {} and not ({}) and {}",
        decision.kept(Keeper.Kind.HOLD, "t", Look.PROBES),
        decision.kept(Keeper.Kind.RESTRICTION, "t", Look.PROBES),
        referenced(),
        Sql.of(SqlName.rowsOf(decision.task().table()) + " t"),
        among,
        decision.inReach("t"),
        decision.todo().left("t"),
        overdue(),
        decision.anchor().suspect("t", Look.PROBES, Anchor.ANY),
        decision.worthArchiving("t", Look.PROBES));
  }

  private Sql referenced() {
    return decision.task().action() instanceof fr.oubli.policy.Action.Anonymise
        ? Sql.FALSE
        : new StillReferenced(estate, decision.task().table()).referred("t");
  }

  private Sql overdue() {
    Clock clock = rule.starts();
    if (clock instanceof Clock.LatestOfSubject person) {
      return persons(person);
    }
    ColumnName date =
        clock instanceof Clock.RowDate row ? row.column() : ((Clock.FiscalYearEnd) clock).column();
    Climb climb = new Climb(estate, estate.pathUp(collection, date.collection()).orElseThrow());
    ColumnName link = clock instanceof Clock.FiscalYearEnd close ? close.togetherWith() : null;
    return climb.test("t", look, row -> document(row, date, link));
  }

  private Sql document(String row, ColumnName date, @Nullable ColumnName link) {
    Sql own = periodOver(estate.column(row, date), estate.column(date));
    if (link == null) {
      return own;
    }
    String other = estate.freshAlias();
    String key = Keys.value(other, estate.table(date.collection()));
    String rowKey = Keys.value(row, estate.table(date.collection()));
    Sql related =
        Sql.format(
            "({} = " + rowKey + " or " + key + " = {} or {} = {})",
            estate.column(other, link),
            estate.column(row, link),
            estate.column(other, link),
            estate.column(row, link));
    return Sql.format(
        "{} and not exists (select 1 from {} where {} and not {})",
        own,
        estate.from(date.collection(), other),
        related,
        periodOver(estate.column(other, date), estate.column(date)));
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
        ? new FiscalYearSql(estate.policy()).closeOf(day)
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
      Sql over = periodOver(estate.column("e", event), estate.column(event));
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
    return estate
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
              estate.from(events, "e"),
              Sql.of("e.ctid = t.ctid and e.tableoid = t.tableoid"),
              counted));
    }
    Tokens tokens = new Tokens(estate, collection, "t");
    for (int i = 0; i < tokens.all("a").size(); i++) {
      for (Tokens.Token other : new Tokens(estate, events, "e").all("b")) {
        if (tokens.all("a").get(i).kind().equals(other.kind())) {
          ways.add(match(tokens, i, other, events, counted));
        }
      }
    }
    return ways;
  }

  private Sql match(Tokens tokens, int which, Tokens.Token other, String events, Sql counted) {
    Sql from =
        other.ofAccount()
            ? Sql.format("{} join {}", estate.from(events, "e"), account("e", events, "b"))
            : estate.from(events, "e");
    if (!tokens.all("a").get(which).ofAccount()) {
      return found(from, same(tokens.all("a").get(which), other), counted);
    }
    String people = estate.subjectRule().collection();
    Climb climb = new Climb(estate, estate.pathUp(collection, people).orElseThrow());
    return climb.test(
        "t", look, person -> found(from, same(tokens.all(person).get(which), other), counted));
  }

  private static Sql same(Tokens.Token own, Tokens.Token other) {
    return own.kind().equals(Tokens.ACCOUNT)
        ? Sql.format("{} = {}", other.value(), own.value())
        : Estate.same(other.value(), own.value());
  }

  private Sql account(String row, String of, String alias) {
    String people = estate.subjectRule().collection();
    return Sql.format(
        "{} on {} = {}",
        estate.from(people, alias),
        estate.key(alias, estate.table(people)),
        estate.subjectKey(row, of).orElseThrow());
  }

  private Sql found(Sql from, Sql joined, Sql condition) {
    return look.exists(from, Sql.format("{} and {}", joined, condition));
  }

  private Sql counted(String events, Clock.LatestOfSubject clock) {
    return clock.ignoring().on(events).isEmpty()
        ? Sql.TRUE
        : estate.matches("e", events, clock.ignoring()).not();
  }
}
