package fr.oubli.intake;

import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.feed.FeedTarget;
import fr.oubli.model.feed.Filling;
import fr.oubli.model.feed.RefusedKinds;
import fr.oubli.model.policy.Objection;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.catalog.SqlName;
import fr.oubli.schema.catalog.Table;
import fr.oubli.schema.sql.Sql;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Stops the lines of people who must not come back, each for one reason: the statements follow each
 * other, and none looks at a line that an earlier one stopped.
 *
 * @param zone in which the days of the suppression list are
 */
record Stops(JdbcTemplate jdbc, StagingTable staging, DataMap map, Catalog catalog, ZoneId zone) {

  private static final String LISTED_ON = "(p.added_at at time zone ?)::date";

  void all(List<Objection> objections) {
    erased();
    for (FeedTarget target : staging.file().into()) {
      TargetSql sql = new TargetSql(staging, target, map, catalog, zone);
      for (Objection objection : objections) {
        if (objection.collection().equals(target.collection())) {
          objected(sql, objection);
          withdrawn(sql, objection);
        }
      }
    }
    RefusedKinds refused = staging.file().refused();
    if (refused != null) {
      kinds(new TargetSql(staging, staging.file().subject(), map, catalog, zone), refused);
    }
  }

  /** What happened after the erasure is the person's own return; what has no day cannot say so. */
  private void erased() {
    String since =
        """
        update %s s
        set stop = case when s.happened is null then 'erased, without a day' else 'erased' end
        where %s and s.hits is not null
          and exists (
            select from oubli.suppression p
            where p.digest = any(s.hits) and p.reason = 'erasure'
              and (s.happened is null or s.happened <= %s))"""
            .formatted(staging.name(), TargetSql.GOOD, LISTED_ON);
    run(Sql.of(since, zone.getId()));
  }

  /** Only what the person did after objecting opens a channel again. */
  private void objected(TargetSql sql, Objection objection) {
    Sql listed =
        Sql.format(
            "exists (select from oubli.suppression p where p.digest = any(s.hits)"
                + " and p.reason = 'objection' and (p.channel = 'all' or p.channel = {})"
                + " and (s.happened is null or s.happened <= "
                + LISTED_ON.replace("?", "{}")
                + "))",
            channel(sql, objection),
            Sql.of("?", zone.getId()));
    stop(sql, "objected", Sql.all(Sql.of("s.hits is not null"), opens(sql, objection), listed));
  }

  /** A consent that was given before the last withdrawal of the same channel is over. */
  private void withdrawn(TargetSql sql, Objection objection) {
    Optional<Filling> person =
        sql.target().fillings().stream().filter(each -> each.lookup() != null).findFirst();
    String withdraw = objection.withdraw();
    if (person.isEmpty() || withdraw == null) {
      return;
    }
    Sql channel =
        objection.channelColumn() == null
            ? Sql.TRUE
            : Sql.format(
                "o.{} = {}", sql.column(objection.channelColumn()), channel(sql, objection));
    Sql later =
        Sql.format(
            """
            exists (
              select from {} r join {} o on o.{} = r.{}
              where {} = {} and {}
                and (s.happened is null or s.happened <= {}))""",
            Sql.of(SqlName.rowsOf(sql.named(lookup(person.get())))),
            sql.rows(),
            sql.column(person.get().column()),
            sql.referred(person.get()),
            sql.told(lookup(person.get())),
            Sql.of("s." + staging.column(lookup(person.get()).cell())),
            channel,
            day(sql, "o", withdraw));
    stop(sql, "withdrawn", Sql.all(opens(sql, objection), later));
  }

  private static Filling.Lookup lookup(Filling filling) {
    return java.util.Objects.requireNonNull(filling.lookup());
  }

  /** The day of a moment, or null. */
  private Sql day(TargetSql sql, String alias, String column) {
    boolean zoned = sql.table().column(column).baseType().equals("timestamptz");
    Sql name = sql.column(column);
    return zoned
        ? Sql.format("(" + alias + ".{} at time zone {})::date", name, Sql.of("?", zone.getId()))
        : Sql.format(alias + ".{}::date", name);
  }

  /** Whether the line says that somebody agreed; one that says when they withdrew opens nothing. */
  private Sql opens(TargetSql sql, Objection objection) {
    return sql.target().fillings().stream()
        .filter(each -> each.column().equals(objection.withdraw()) && each.cell() != null)
        .findFirst()
        .map(each -> Sql.format("{} is null", sql.value(each)))
        .orElse(Sql.TRUE);
  }

  private static Sql channel(TargetSql sql, Objection objection) {
    if (objection.channel() != null) {
      return Sql.of("?", objection.channel());
    }
    return sql.target().fillings().stream()
        .filter(each -> each.column().equals(objection.channelColumn()))
        .findFirst()
        .map(each -> Sql.format("{}::text", sql.value(each)))
        .orElse(Sql.of("p.channel"));
  }

  /**
   * The person refused the kind, and no acceptance came between that and the line's event: none
   * reaches back. What has no event cannot say that it came after one.
   */
  private void kinds(TargetSql sql, RefusedKinds refused) {
    Filling person = sql.target().filling(refused.person());
    Table choices = catalog.table(map.required(refused.collection()));
    Sql kind = sql.value(sql.target().filling(refused.kind()));
    Sql standing =
        Sql.format(
            """
            exists (
              select from {} r join {} o on o.{} = r.{}
              where {} = {} and o.{} = {} and o.{} is false
                and not exists (
                  select from {} a
                  where a.{} = o.{} and a.{} = o.{} and a.{} is true
                    and a.{} > o.{} and a.{} <= {}))""",
            Sql.of(SqlName.rowsOf(sql.named(lookup(person)))),
            Sql.of(SqlName.rowsOf(choices)),
            named(choices, refused.person()),
            sql.referred(person),
            sql.told(lookup(person)),
            Sql.of("s." + staging.column(lookup(person).cell())),
            named(choices, refused.kind()),
            kind,
            named(choices, refused.accepted()),
            Sql.of(SqlName.rowsOf(choices)),
            named(choices, refused.person()),
            named(choices, refused.person()),
            named(choices, refused.kind()),
            named(choices, refused.kind()),
            named(choices, refused.accepted()),
            named(choices, refused.chosen()),
            named(choices, refused.chosen()),
            named(choices, refused.chosen()),
            event(sql));
    Sql may =
        refused.but().isEmpty()
            ? Sql.TRUE
            : Sql.format(
                "({}::text = any({})) is not true",
                kind,
                Sql.of("?::text[]", (Object) refused.but().toArray(String[]::new)));
    stop(sql, "kind refused", Sql.all(may, standing));
  }

  /** The moment of the line's event as the target has it; null where there is none. */
  private Sql event(TargetSql sql) {
    String event = staging.file().event();
    return sql.target().fillings().stream()
        .filter(each -> event != null && event.equals(each.cell()))
        .findFirst()
        .map(sql::value)
        .orElse(Sql.of(event == null ? "null" : "s.happened"));
  }

  private static Sql named(Table table, String column) {
    return Sql.of(SqlName.of(table.column(column)));
  }

  private void stop(TargetSql sql, String why, Sql condition) {
    run(
        Sql.format(
            "update {} set stop = {} where " + TargetSql.GOOD + " and {}",
            sql.lines(),
            Sql.of("?", why),
            condition));
  }

  private void run(Sql sql) {
    jdbc.update(sql.text(), sql.values().toArray());
  }
}
