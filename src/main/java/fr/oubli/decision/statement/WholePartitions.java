package fr.oubli.decision.statement;

import fr.oubli.decision.clock.RuleTarget;
import fr.oubli.model.policy.ColumnName;
import fr.oubli.schema.catalog.SqlName;
import fr.oubli.schema.catalog.Table;
import fr.oubli.schema.sql.LookupStyle;
import fr.oubli.schema.sql.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Partitions of which every row is due, to be dropped instead of emptied row by row. It is only for
 * rows that leave nothing behind but their ledger entry.
 *
 * @param date the row's own date, by which the table is partitioned
 * @param plan only partitions of which the plan has every row; null for all
 */
public record WholePartitions(
    Eligibility eligibility, ColumnName date, @Nullable PlannedRows plan) {

  private static final String ROW = "t";

  /** Empty where every row has to be taken by itself. */
  public static Optional<WholePartitions> of(Eligibility eligibility, @Nullable PlannedRows plan) {
    RuleTarget target = eligibility.target();
    boolean whole =
        target.action().destroys()
            && target.table().kind().equals("p")
            && eligibility.clock().rowAloneTells()
            && !eligibility.reach().asksOtherRows()
            && GuardedDelete.leavesNothing(eligibility);
    return whole
        ? eligibility.clock().ownDate().map(date -> new WholePartitions(eligibility, date, plan))
        : Optional.empty();
  }

  /** These partitions for a snapshot in which nobody registered a hold or a restriction. */
  public WholePartitions unheld() {
    return new WholePartitions(eligibility.unregistered(), date, plan);
  }

  /**
   * Columns top (the table's own partition), name and bounds of the partitions that the date alone
   * tells apart, the largest first. A partition with a trigger on deletion is left out, since the
   * trigger would not fire; so is one that a foreign key refers to.
   */
  public Sql candidates() {
    Table table = eligibility.target().table();
    return Sql.of(
        """
        select coalesce(
            (select a.relid from pg_partition_ancestors(c.oid) with ordinality a(relid, nth)
             order by nth desc offset 1 limit 1), c.oid)::regclass::text as top,
          c.oid::regclass::text as name, pg_get_expr(c.relpartbound, c.oid) as bounds
        from pg_partition_tree(?::regclass) p
        join pg_class c on c.oid = p.relid
        join pg_partitioned_table k on k.partrelid = p.parentrelid and k.partnatts = 1
        join pg_attribute a on a.attrelid = p.parentrelid and a.attnum = k.partattrs[0]
        where a.attname = ? and pg_get_expr(c.relpartbound, c.oid) <> 'DEFAULT'
          and not exists (
            select from pg_partition_tree(c.oid) below
            join pg_trigger on tgrelid = below.relid
            where not tgisinternal and tgtype & 8 <> 0)
          and not exists (
            select from pg_partition_tree(c.oid) below
            join pg_constraint on confrelid = below.relid and contype = 'f')
        order by p.level, c.oid""",
        SqlName.of(table),
        date.column());
  }

  /**
   * Whether a row of the partition would stay. Where the bounds say that none does, PostgreSQL
   * answers without reading a row.
   */
  public Sql stays(String partition) {
    return Sql.format(
        "select exists (select 1 from {} where not ({}) or {} is null)",
        from(partition),
        plan == null
            ? eligibility.actionable(ROW, LookupStyle.PROBES)
            : Sql.all(
                eligibility.actionable(ROW, LookupStyle.PROBES), plan.includeOf(ROW, partition)),
        eligibility.schema().date(ROW, date));
  }

  /** Columns name and rows. It is one query, so that PostgreSQL counts with every core. */
  public static Sql counts(List<String> partitions) {
    List<Sql> counts = new ArrayList<>();
    for (String partition : partitions) {
      counts.add(
          Sql.format(
              "select {} as name, count(*) as rows from {}", text(partition), from(partition)));
    }
    return Sql.union(counts);
  }

  /**
   * Writes the entry of a partition, and answers how many rows it speaks of.
   *
   * @param rows what was counted while nobody could change it
   */
  public Sql entry(String partition, String bounds, long rows, long run) {
    return new LedgerEntry(eligibility, run)
        .of(
            Sql.format(
                "array[{}]::text, {}",
                text("partition " + partition.replaceFirst("^public\\.", "") + " " + bounds),
                Sql.of("?", rows)));
  }

  private static Sql text(String value) {
    return Sql.of("?::text", value);
  }

  private static Sql from(String partition) {
    return Sql.of(partition + " " + ROW);
  }
}
