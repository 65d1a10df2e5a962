package fr.oubli.decision.statement;

import fr.oubli.model.policy.Action;
import fr.oubli.schema.sql.Slice;
import fr.oubli.schema.sql.Sql;
import java.util.Optional;

/**
 * Deletes a slice and lists its keys in one statement and one snapshot, without reading back what
 * was deleted: that is half of what evidence costs. Keys and rows agree unless somebody changed one
 * of the rows in that very moment; the deletion then counts fewer rows than the list, and both are
 * to be rolled back for the statement that reads back.
 *
 * <p>Only where the row alone says whether it is due, and where it leaves nothing behind but its
 * ledger entry: the test is made twice.
 *
 * @param deletion answers by its update count how many rows went; their keys wait in the session
 * @param unheld the same for less, while nobody registered a hold and the lock keeps others from it
 * @param entry writes the ledger entry of the keys that wait, and answers how many they are
 */
public record BulkDelete(Sql deletion, Sql unheld, Sql entry) {

  private static final String KEYS = "oubli.slice_keys";
  private static final String COUNT = "oubli.slice_count";

  public static Optional<BulkDelete> of(Eligibility eligibility, long run, Slice slice) {
    boolean served =
        slice instanceof Slice.Blocks
            && eligibility.target().action() instanceof Action.Delete
            && eligibility.rowAloneDecides()
            && eligibility.leavesNothing()
            && eligibility.target().table().traits().heirs().isEmpty();
    return served ? Optional.of(listing(eligibility, run, slice)) : Optional.empty();
  }

  private static BulkDelete listing(Eligibility eligibility, long run, Slice slice) {
    GuardedWrite write = new GuardedWrite(eligibility, run);
    return new BulkDelete(
        deletion(write, slice),
        deletion(new GuardedWrite(eligibility.unregistered(), run), slice),
        write.entry("current_setting('" + KEYS + "'), current_setting('" + COUNT + "')::bigint"));
  }

  private static Sql deletion(GuardedWrite write, Slice slice) {
    Sql rows = write.deletable(slice);
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
        write.key(),
        rows,
        rows);
  }
}
