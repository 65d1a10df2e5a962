package fr.oubli.decision.clock;

import fr.oubli.model.policy.ColumnName;
import fr.oubli.schema.sql.MappedSchema;
import fr.oubli.schema.sql.SessionTable;
import fr.oubli.schema.sql.Sql;
import java.time.LocalDate;
import java.util.List;

/**
 * The documents that are linked to others, gathered once for all statements of a transaction that
 * ask whole tables: few are linked, and following the links of each document by itself would read
 * every document. Columns: {@code document}, its key; {@code over}, every date of its family is;
 * and {@code last_day}, the latest of them.
 *
 * @param link refers from a document to the one that it corrects
 * @param links the name of a table of the links themselves, in both directions
 * @param name of the table
 */
record GatheredFamilies(
    DateColumn date, ColumnName link, LocalDate cutoff, String links, String name) {

  private static final String MEMBER = "d";

  /** In the order in which they are made. The links are counted before they are followed. */
  List<SessionTable> tables() {
    return List.of(linked(), families());
  }

  private SessionTable linked() {
    MappedSchema schema = date.schema();
    Sql documents = schema.from(date.collection(), MEMBER);
    Sql key = schema.key(MEMBER, date.table());
    Sql linked = schema.column(MEMBER, link);
    return new SessionTable(
        links,
        Sql.format(
            """
            select {} as document, {} as other from {} where {} is not null
            union
            select {}, {} from {} where {} is not null and {} in (select {} from {})""",
            key,
            linked,
            documents,
            linked,
            linked,
            key,
            documents,
            linked,
            linked,
            schema.key("o", date.table()),
            schema.from(date.collection(), "o")),
        List.of("document", "other"));
  }

  private SessionTable families() {
    MappedSchema schema = date.schema();
    return new SessionTable(
        name,
        Sql.format(
            """
            with recursive family(document, member) as (
              select l.document, l.document from {}
              union
              select f.document, l.other from family f join {} on l.document = f.member)
            select f.document, bool_and(coalesce({}, false)) as over, max({}) as last_day
            from family f join {} on {} = f.member
            group by f.document""",
            SessionTable.made(links, "l"),
            SessionTable.made(links, "l"),
            date.isOver(date.of(MEMBER), cutoff),
            date.dayOf(MEMBER),
            schema.from(date.collection(), MEMBER),
            schema.key(MEMBER, date.table())),
        List.of("document"));
  }

  /** A condition: no document that is linked to the one with the key keeps it. */
  Sql allOver(Sql key) {
    return Sql.format(
        "({} in (select f.document from {} where not f.over)) is not true",
        key,
        SessionTable.made(name, "f"));
  }

  /**
   * The latest day of the documents that are linked to the one with the key; null where none is.
   */
  Sql latest(Sql key) {
    return Sql.format(
        "(select f.last_day from {} where f.document = {})", SessionTable.made(name, "f"), key);
  }
}
