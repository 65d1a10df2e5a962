package fr.oubli.decision.clock;

import fr.oubli.model.policy.ColumnName;
import fr.oubli.schema.catalog.Column;
import fr.oubli.schema.sql.Keys;
import fr.oubli.schema.sql.LookupStyle;
import fr.oubli.schema.sql.MappedSchema;
import fr.oubli.schema.sql.ReferencePath;
import fr.oubli.schema.sql.Sql;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A document's date together with the dates of the documents linked to it, both ways and at any
 * distance: a credit note keeps the invoice that it corrects, and both go at the later date.
 */
public record FamilyClockSql(
    MappedSchema schema,
    Days days,
    ReferencePath upwards,
    ColumnName date,
    ColumnName link,
    LocalDate cutoff)
    implements ClockSql {

  /** The anchor is for the documents themselves, not for rows that refer to them. */
  public boolean ownDocument() {
    return upwards.path().isEmpty();
  }

  @Override
  public Sql due(String alias, LookupStyle style) {
    return upwards.test(
        alias,
        style,
        row ->
            Sql.format(
                "{} and not exists ({} select 1 from family where not coalesce({}, false))",
                days.onOrBefore(cutoff, schema.column(row, date), type()),
                family(row),
                days.onOrBefore(cutoff, MEMBER_DATE, type())));
  }

  @Override
  public Sql suspect(String alias, LookupStyle style, Set<DateDefect> kinds) {
    return upwards.test(
        alias,
        style,
        row ->
            Sql.format(
                "exists ({} select 1 from family where {})",
                family(row),
                DateDefect.any(kinds, MEMBER_DATE, days, type())));
  }

  @Override
  public Sql culprit(String alias) {
    return upwards.value(
        alias,
        row ->
            Sql.format(
                "({} select {} from family where {})",
                family(row),
                schema.named(date, Sql.of("max(family.id::text)")),
                DateDefect.any(ANY, MEMBER_DATE, days, type())));
  }

  /**
   * Starts from the documents whose own date meets the condition, and goes on to their families.
   */
  @Override
  public List<Sql> touched(String alias, DateTest test) {
    String first = schema.freshAlias();
    String member = schema.freshAlias();
    Sql families =
        Sql.format(
            """
            with recursive family(id, corrects) as (
              select {}, {} from {} where {}
              union
              select {}, {} from {} join family f on {} = f.id or {} = f.corrects)
            select id from family""",
            key(first),
            schema.column(first, link),
            schema.from(date.collection(), first),
            test.on(schema.column(first, date), type()),
            key(member),
            schema.column(member, link),
            schema.from(date.collection(), member),
            schema.column(member, link),
            key(member));
    return List.of(
        upwards.test(
            alias,
            LookupStyle.SETS,
            row ->
                Sql.format(
                    "{}" + Keys.among(schema.table(date.collection())), key(row), families)));
  }

  @Override
  public List<Sql> recent(String alias, Watermark last) {
    return touched(alias, days.between(last.cutoff(), cutoff));
  }

  @Override
  public Sql day(String alias) {
    return upwards.value(
        alias,
        row ->
            Sql.format(
                "({} select max({}) from family)", family(row), days.dayOf(MEMBER_DATE, type())));
  }

  private static final Sql MEMBER_DATE = Sql.of("family.anchor");

  private Sql family(String row) {
    String member = schema.freshAlias();
    return Sql.format(
        """
        with recursive family(id, corrects, anchor) as (
          select {}, {}, {}
          union
          select {}, {}, {} from {} join family f on {} = f.id or {} = f.corrects)""",
        key(row),
        schema.column(row, link),
        schema.column(row, date),
        key(member),
        schema.column(member, link),
        schema.column(member, date),
        schema.from(date.collection(), member),
        schema.column(member, link),
        key(member));
  }

  private Sql key(String row) {
    return schema.key(row, schema.table(date.collection()));
  }

  @Override
  public Optional<ColumnName> ownDate() {
    return upwards.path().isEmpty() ? Optional.of(date) : Optional.empty();
  }

  /** Only a document past the limit is asked for its family: a later one may keep it. */
  @Override
  public Optional<Sql> span(String alias, List<LocalDate> starts) {
    if (!ownDocument()) {
      return Optional.empty();
    }
    Sql own = schema.column(alias, date);
    return Optional.of(
        Sql.format(
            "case when {} < {} then {} else {} end",
            own,
            days.startOf(starts.get(0), type()),
            Days.span(day(alias), starts),
            days.span(own, type(), starts)));
  }

  private Column type() {
    return schema.column(date);
  }
}
