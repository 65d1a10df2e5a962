package fr.oubli.decision;

import fr.oubli.catalog.Column;
import fr.oubli.policy.ColumnName;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A document's date together with the dates of the documents linked to it, both ways and at any
 * distance: a credit note keeps the invoice that it corrects, and both go at the later date.
 */
record FamilyAnchor(
    Estate estate, Days days, Climb climb, ColumnName date, ColumnName link, LocalDate cutoff)
    implements Anchor {

  /** The anchor is for the documents themselves, not for rows that refer to them. */
  boolean ownDocument() {
    return climb.path().isEmpty();
  }

  @Override
  public Sql due(String alias, Look look) {
    return climb.test(
        alias,
        look,
        row ->
            Sql.format(
                "{} and not exists ({} select 1 from family where not coalesce({}, false))",
                days.onOrBefore(cutoff, estate.column(row, date), type()),
                family(row),
                days.onOrBefore(cutoff, MEMBER_DATE, type())));
  }

  @Override
  public Sql suspect(String alias, Look look, Set<Suspicion> kinds) {
    return climb.test(
        alias,
        look,
        row ->
            Sql.format(
                "exists ({} select 1 from family where {})",
                family(row),
                Suspicion.any(kinds, MEMBER_DATE, days, type())));
  }

  @Override
  public Sql culprit(String alias) {
    return climb.value(
        alias,
        row ->
            Sql.format(
                "({} select {} from family where {})",
                family(row),
                estate.named(date, Sql.of("max(family.id::text)")),
                Suspicion.any(ANY, MEMBER_DATE, days, type())));
  }

  /**
   * Starts from the documents whose own date meets the condition, and goes on to their families.
   */
  @Override
  public List<Sql> touched(String alias, DateTest test) {
    String first = estate.freshAlias();
    String member = estate.freshAlias();
    Sql families =
        Sql.format(
            """
            with recursive family(id, corrects) as (
              select {}, {} from {} where {}
              union
              select {}, {} from {} join family f on {} = f.id or {} = f.corrects)
            select id from family""",
            key(first),
            estate.column(first, link),
            estate.from(date.collection(), first),
            test.on(estate.column(first, date), type()),
            key(member),
            estate.column(member, link),
            estate.from(date.collection(), member),
            estate.column(member, link),
            key(member));
    return List.of(
        climb.test(
            alias,
            Look.SETS,
            row ->
                Sql.format(
                    "{}" + Keys.among(estate.table(date.collection())), key(row), families)));
  }

  @Override
  public List<Sql> recent(String alias, LastLook last) {
    return touched(alias, days.between(last.cutoff(), cutoff));
  }

  @Override
  public Sql day(String alias) {
    return climb.value(
        alias,
        row ->
            Sql.format(
                "({} select max({}) from family)", family(row), days.dayOf(MEMBER_DATE, type())));
  }

  private static final Sql MEMBER_DATE = Sql.of("family.anchor");

  private Sql family(String row) {
    String member = estate.freshAlias();
    return Sql.format(
        """
        with recursive family(id, corrects, anchor) as (
          select {}, {}, {}
          union
          select {}, {}, {} from {} join family f on {} = f.id or {} = f.corrects)""",
        key(row),
        estate.column(row, link),
        estate.column(row, date),
        key(member),
        estate.column(member, link),
        estate.column(member, date),
        estate.from(date.collection(), member),
        estate.column(member, link),
        key(member));
  }

  private Sql key(String row) {
    return estate.key(row, estate.table(date.collection()));
  }

  @Override
  public Optional<ColumnName> ownDate() {
    return climb.path().isEmpty() ? Optional.of(date) : Optional.empty();
  }

  /** Only a document past the limit is asked for its family: a later one may keep it. */
  @Override
  public Optional<Sql> span(String alias, List<LocalDate> starts) {
    if (!ownDocument()) {
      return Optional.empty();
    }
    Sql own = estate.column(alias, date);
    return Optional.of(
        Sql.format(
            "case when {} < {} then {} else {} end",
            own,
            days.startOf(starts.get(0), type()),
            Days.span(day(alias), starts),
            days.span(own, type(), starts)));
  }

  private Column type() {
    return estate.column(date);
  }
}
