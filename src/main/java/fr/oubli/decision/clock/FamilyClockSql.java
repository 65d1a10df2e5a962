package fr.oubli.decision.clock;

import fr.oubli.model.datamap.References.Step;
import fr.oubli.model.policy.ColumnName;
import fr.oubli.schema.sql.Keys;
import fr.oubli.schema.sql.LookupStyle;
import fr.oubli.schema.sql.MappedSchema;
import fr.oubli.schema.sql.ReferencePath;
import fr.oubli.schema.sql.SessionTable;
import fr.oubli.schema.sql.Sql;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A document's date together with the dates of its family: the documents that are linked to it,
 * both ways and at any distance. A credit note keeps the invoice that it corrects, and both go at
 * the later date.
 *
 * @param linkColumn refers from a document to the one that it corrects
 * @param upwards from the row to its document; an empty path where the row is the document
 * @param families what statements ask that ask whole tables
 */
record FamilyClockSql(
    DateColumn date,
    ColumnName linkColumn,
    ReferencePath upwards,
    LocalDate cutoff,
    GatheredFamilies families)
    implements ClockSql {

  private static final Sql MEMBER_DATE = Sql.of("family.anchor");

  @Override
  public Sql due(String alias, LookupStyle style) {
    if (style == LookupStyle.SETS) {
      return upwards.among(
          alias,
          row -> Sql.all(List.of(date.isOver(date.of(row), cutoff), families.allOver(key(row)))));
    }
    return upwards.test(
        alias,
        style,
        row ->
            Sql.format(
                "{} and ({} or not exists ({} select 1 from family where not coalesce({}, false)))",
                date.isOver(date.of(row), cutoff),
                alone(row),
                family(row),
                date.isOver(MEMBER_DATE, cutoff)));
  }

  @Override
  public List<SessionTable> tables() {
    return families.tables();
  }

  @Override
  public Sql instant(String alias, LookupStyle style) {
    return style == LookupStyle.SETS
        ? upwards.value(
            alias,
            row -> Sql.format("greatest({}, {})", date.dayOf(row), families.latest(key(row))))
        : day(alias);
  }

  @Override
  public Sql suspect(String alias, LookupStyle style, Set<DateDefect> defects) {
    return upwards.test(
        alias,
        style,
        row ->
            Sql.format(
                "exists ({} select 1 from family where {})",
                family(row),
                date.defect(defects, MEMBER_DATE)));
  }

  @Override
  public Sql culprit(String alias) {
    return upwards.value(
        alias,
        row ->
            Sql.format(
                "({} select {} from family where {})",
                family(row),
                schema().named(date.name(), Sql.of("max(family.id::text)")),
                date.defect(ANY, MEMBER_DATE)));
  }

  @Override
  public List<Sql> suspected(String alias) {
    return affectedBy(alias, DateDefect.test(date.days()));
  }

  /**
   * Starts from the documents whose own date meets the condition, and goes on to their families.
   */
  @Override
  public List<Sql> affectedBy(String alias, DateTest test) {
    String first = schema().freshAlias();
    String member = schema().freshAlias();
    Sql families =
        Sql.format(
            """
            with recursive family(id, corrects) as (
              select {}, {} from {} where {}
              union
              select {}, {} from {} join family f on {} = f.id or {} = f.corrects)
            select id from family""",
            key(first),
            link(first),
            documents(first),
            date.meets(test, first),
            key(member),
            link(member),
            documents(member),
            link(member),
            key(member));
    return List.of(
        upwards.test(
            alias,
            LookupStyle.SETS,
            row -> Sql.format("{}" + Keys.among(date.table()), key(row), families)));
  }

  @Override
  public List<Sql> candidates(String alias, Watermark watermark) {
    return affectedBy(alias, date.days().between(watermark.cutoff(), cutoff));
  }

  @Override
  public Sql day(String alias) {
    return upwards.value(
        alias,
        row ->
            Sql.format(
                "(case when {} then {} else ({} select max({}) from family) end)",
                alone(row),
                date.dayOf(row),
                family(row),
                date.days().dayOf(MEMBER_DATE, date.type())));
  }

  @Override
  public Optional<ColumnName> ownDate() {
    return upwards.path().isEmpty() ? Optional.of(date.name()) : Optional.empty();
  }

  /**
   * Only a document that is past the limit is asked for its family, since a later one may keep it.
   */
  @Override
  public Optional<Sql> span(String alias, List<LocalDate> starts) {
    if (ownDate().isEmpty()) {
      return Optional.empty();
    }
    Sql own = date.of(alias);
    return Optional.of(
        Sql.format(
            "case when {} < {} then {} else {} end",
            own,
            date.days().startOf(starts.get(0), date.type()),
            Days.span(day(alias), starts),
            date.span(own, starts)));
  }

  @Override
  public Optional<ColumnName> link() {
    return Optional.of(linkColumn);
  }

  /** The document is linked to no other, like nearly all; then nothing has to be followed. */
  private Sql alone(String row) {
    String other = schema().freshAlias();
    return Sql.format(
        "({} is null and not {})",
        link(row),
        LookupStyle.PROBES.exists(documents(other), Sql.format("{} = {}", link(other), key(row))));
  }

  /** A query's head that gathers the row and, from step to step, all that is linked to it. */
  private Sql family(String row) {
    String member = schema().freshAlias();
    return Sql.format(
        """
        with recursive family(id, corrects, anchor) as (
          select {}, {}, {}
          union
          select {}, {}, {} from {} join family f on {} = f.id or {} = f.corrects)""",
        key(row),
        link(row),
        date.of(row),
        key(member),
        link(member),
        date.of(member),
        documents(member),
        link(member),
        key(member));
  }

  private Sql key(String row) {
    return schema().key(row, date.table());
  }

  private Sql link(String row) {
    return schema().column(row, linkColumn);
  }

  private Sql documents(String row) {
    return schema().from(date.collection(), row);
  }

  private MappedSchema schema() {
    return date.schema();
  }

  @Override
  public List<Step> wayToWhole() {
    return upwards.path();
  }
}
