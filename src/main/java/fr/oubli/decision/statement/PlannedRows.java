package fr.oubli.decision.statement;

import fr.oubli.schema.catalog.Column;
import fr.oubli.schema.sql.KeyLines;
import fr.oubli.schema.sql.Keys;
import fr.oubli.schema.sql.Slice;
import fr.oubli.schema.sql.Sql;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows of a rule and a collection that a plan would act on, as the plan keeps them: by their
 * keys, in parts of rows that lay side by side. A run of the plan acts on no other row.
 *
 * @param making under which the plan keeps them
 * @param key the columns of the collection's key
 */
public record PlannedRows(String making, String rule, String collection, List<Column> key) {

  /** Blocks that are not parted: the rows of one statement, whose rollback is as small. */
  static final int BLOCKS = 500;

  /** Rows of a part, if its blocks do not hold more; what one part can hold has no lanes. */
  private static final int ROWS_KEPT_TOGETHER = 10_000;

  private static final String STORED = "oubli.planned_rows p";

  public PlannedRows {
    key = List.copyOf(key);
  }

  /** The row behind an alias is one of them. */
  public Sql include(String alias) {
    return among(alias, Sql.TRUE);
  }

  /** The row behind an alias is one of those that lay in a partition or in a part of it. */
  Sql includeOf(String alias, String partition) {
    return among(
        alias, Sql.of("p.leaf in (select relid from pg_partition_tree(?::regclass))", partition));
  }

  /** Columns part and row_count of the parts, in the order in which they lay on disk. */
  public Sql parts() {
    return Sql.format(
        "select p.part, p.row_count from " + STORED + " where {} order by p.part", which());
  }

  /**
   * The rows of one part.
   *
   * @param relation their table
   * @param count how many they were
   */
  public Slice.Planned slice(String relation, int part, int count) {
    return new Slice.Planned(relation, part, among(Slice.ROW, Sql.of("p.part = ?", part)), count);
  }

  /**
   * Columns leaf and places of the rows of a part that are still there.
   *
   * @param from what stands after FROM to read their table under the alias {@code t}
   */
  public Sql places(Sql from, int part) {
    Sql rows =
        new KeyLines(key)
            .inOrder(
                Slice.ROW,
                from,
                Sql.of(STORED),
                "p.row_keys",
                Sql.all(which(), Sql.of("p.part = ?", part)));
    return Sql.format(
        "select leaf::text as leaf, array_agg(place order by place)::text as places from (select"
            + " t.tableoid::regclass as leaf, t.ctid as place from {}) found group by 1",
        rows);
  }

  private Sql among(String alias, Sql condition) {
    return new KeyLines(key)
        .among(alias, Sql.of(STORED), "p.row_keys", Sql.all(which(), condition));
  }

  private Sql which() {
    return Sql.of(
        "p.making = ?::uuid and p.rule = ? and p.collection = ?", making, rule, collection);
  }

  /**
   * A statement that counts the due rows and keeps the keys of those to act on, in one pass over
   * them: its columns are those of a census. Rows of one lane are in the same parts, so that two
   * workers seldom wait for each other's locks on a person.
   *
   * @param relation the table of the rows
   * @param due a query of the due rows: leaf, place, lane, row_key, held, restricted, in_part,
   *     anchor, and line where the key's line is another text
   * @param oldest the day of the least anchor, of the column oldest
   */
  public Sql census(String relation, Sql due, Sql oldest) {
    List<Sql> parts = new ArrayList<>();
    parts.add(edges(relation));
    parts.add(Sql.of(new KeyLines(key).plain() ? "row_key" : "line"));
    parts.add(due);
    Sql together = Sql.of("?", ROWS_KEPT_TOGETHER);
    parts.add(together);
    parts.add(Sql.of("?", making));
    parts.add(Sql.of("?", rule));
    parts.add(Sql.of("?", collection));
    parts.add(together);
    parts.add(oldest);
    return Sql.format(
        """
        with edges as materialized ({}),
        ranges as materialized (
          select leaf, lane, width_bucket(place, (select blocks from edges)) as range,
            count(*) as due, count(*) filter (where held) as held,
            count(*) filter (where restricted and not held) as restricted,
            count(*) filter (where in_part and not held and not restricted) as in_part,
            count(*) filter (where not held and not restricted) as goes,
            sum(hashtextextended(row_key, 0)) filter (where not held and not restricted) as digest,
            string_agg({}, chr(10)) filter (where not held and not restricted) as row_keys,
            min(anchor) as oldest
          from ({} offset 0) due group by 1, 2, 3),
        parted as (
          select leaf, range, goes, row_keys,
            case when sum(goes) over () > {} then lane else 0 end as lane
          from ranges where goes > 0),
        kept as (
          insert into oubli.planned_rows (making, rule, collection, part, leaf, row_count, row_keys)
          select {}::uuid, {}, {}, row_number() over (order by leaf, slice, lane), leaf, sum(goes),
            string_agg(row_keys, chr(10) order by range)
          from (
            select leaf, lane, range, goes, row_keys, div(
              sum(goes) over (partition by leaf, lane order by range) - goes, {}) as slice
            from parted) parts
          group by leaf, slice, lane)
        select coalesce(sum(due), 0)::bigint as due, coalesce(sum(held), 0)::bigint as held,
          coalesce(sum(restricted), 0)::bigint as restricted,
          coalesce(sum(in_part), 0)::bigint as in_part, coalesce(sum(digest), 0)::text as digest,
          {} as oldest
        from ranges""",
        parts.toArray(Sql[]::new));
  }

  /**
   * A statement that keeps the rows of a table which were acted on before, whether they are due or
   * not; a run of the plan decides on each of them.
   *
   * @param relation the table of the rows
   * @param rows what stands after FROM to read it under the alias {@code t}, and a condition on it
   * @param acted a query of keys as the ledger has them; that of a whole partition is its name and
   *     its bounds
   */
  public Sql keep(String relation, Sql rows, Sql acted) {
    return Sql.format(
        """
        with acted as materialized ({})
        insert into oubli.planned_rows (making, rule, collection, part, leaf, row_count, row_keys)
        select {}::uuid, {}, {}, part, leaf, count(*), string_agg(line, chr(10) order by place)
        from (
          select leaf, place, line, dense_rank() over (order by leaf, number / {}) as part
          from (
            select t.tableoid as leaf, t.ctid as place, {} as line,
              row_number() over (partition by t.tableoid order by t.ctid) as number
            from {}
            and ({} in (select row_key from acted)
              or t.tableoid in (
                select c.oid from pg_partition_tree({}::regclass) p join pg_class c on c.oid = p.relid
                where format('partition %s %s', regexp_replace(c.oid::regclass::text, '^public[.]', ''),
                  pg_get_expr(c.relpartbound, c.oid)) in (select row_key from acted)))) found) parted
        group by part, leaf""",
        acted,
        Sql.of("?", making),
        Sql.of("?", rule),
        Sql.of("?", collection),
        Sql.of("?", ROWS_KEPT_TOGETHER),
        new KeyLines(key).line("t"),
        rows,
        Sql.of(Keys.text("t", key)),
        Sql.of("?", relation));
  }

  /** One row: the blocks at which a part ends and the next one starts, in every leaf of a table. */
  private static Sql edges(String relation) {
    return Sql.format(
        """
        select array(select format('(%s,0)', block)::tid
          from generate_series({}::bigint, (
            select max(pg_relation_size(coalesce(p.relid, t.oid)))
              / current_setting('block_size')::bigint
            from (select {}::regclass::oid as oid) t
            left join lateral pg_partition_tree(t.oid) p on true), {}) block
          order by block) as blocks""",
        Sql.of("?", BLOCKS), Sql.of("?", relation), Sql.of("?", BLOCKS));
  }
}
