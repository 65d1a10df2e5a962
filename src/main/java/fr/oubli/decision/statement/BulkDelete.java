package fr.oubli.decision.statement;

import fr.oubli.schema.sql.Aliases;
import fr.oubli.schema.sql.Slice;
import fr.oubli.schema.sql.Sql;
import java.util.Optional;

/**
 * Deletes the due rows of a slice and lists their keys in one statement and one snapshot. It does
 * not read back what was deleted, which is half of what evidence costs. Keys and rows agree unless
 * somebody changes one of the rows in that very moment. The deletion then counts fewer rows than
 * the list has keys, and the caller has to roll both back and run the statement that reads back.
 *
 * <p>It makes the test twice, so it is only for rows that decide alone whether they are due and
 * that leave nothing behind but their ledger entry, and that fire no trigger.
 *
 * @param deletion answers by its update count how many rows went; their keys wait in the session
 * @param unheld a cheaper deletion for while nobody has registered a hold, and a lock keeps others
 *     from registering one
 * @param entry writes the ledger entry of the keys that wait, and answers how many they are
 */
public record BulkDelete(Sql deletion, Sql unheld, Sql entry) {

  private static final String KEYS = "oubli.slice_keys";
  private static final String COUNT = "oubli.slice_count";

  /** Empty where rows of the target have to be read back. */
  public static Optional<BulkDelete> of(Eligibility eligibility, long run, Slice slice) {
    boolean served =
        slice instanceof Slice.Blocks
            && eligibility.target().action().destroys()
            && eligibility.rowAloneDecides()
            && GuardedDelete.leavesNothing(eligibility)
            && eligibility.target().table().traits().heirs().isEmpty()
            && eligibility.target().table().traits().triggers().isEmpty();
    return served ? Optional.of(listing(eligibility, run, slice)) : Optional.empty();
  }

  /** The same statements, with rows named by their tables. */
  public BulkDelete named() {
    return new BulkDelete(Aliases.named(deletion), Aliases.named(unheld), entry);
  }

  private static BulkDelete listing(Eligibility eligibility, long run, Slice slice) {
    LedgerEntry entry = new LedgerEntry(eligibility, run);
    return new BulkDelete(
        deletion(new GuardedDelete(eligibility, run), entry, slice),
        deletion(new GuardedDelete(eligibility.unregistered(), run), entry, slice),
        entry.of(
            Sql.of("current_setting('" + KEYS + "'), current_setting('" + COUNT + "')::bigint")));
  }

  private static Sql deletion(GuardedDelete delete, LedgerEntry entry, Slice slice) {
    Sql rows = delete.deletable(slice);
    return Sql.format(
        "with listed as materialized (select array_agg({})::text as keys, count(*) as rows from "
            + slice.relation()
            + " t where {}), waiting as materialized (select set_config('"
            + KEYS
            + "', keys, true), set_config('"
            + COUNT
            + "', rows::text, true) from listed)"
            + " delete from "
            + slice.relation()
            + " t where {} and (select count(*) from waiting) = 1",
        entry.key("t"),
        rows,
        rows);
  }
}
