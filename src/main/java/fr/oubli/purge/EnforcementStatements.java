package fr.oubli.purge;

import fr.oubli.decision.Enforcement;
import fr.oubli.schema.sql.SessionTable;
import fr.oubli.schema.sql.Slice;
import fr.oubli.schema.sql.Sql;
import java.util.ArrayList;
import java.util.List;

/** Every statement by which one rule is enforced on one collection, for people to read. */
public record EnforcementStatements(Enforcement enforcement) {

  /** The statements show a run that there never is. */
  private static final long NO_RUN = 0;

  /** In a list only the shape of the statement matters. */
  private static final String NO_PLACE = "{}";

  /**
   * A statement.
   *
   * @param title what it is for, as a sentence
   * @param changes it changes or locks rows; others only read
   */
  public record Titled(String title, Sql sql, boolean changes) {}

  /** In the order of a night. */
  public List<Titled> all() {
    List<Titled> all = new ArrayList<>();
    gathered("Gathered once for all questions of the plan", enforcement.tables(), all);
    read("Counts the rows that are due, and what keeps them", enforcement.census(true), all);
    read("Counts the rows that nobody can judge", enforcement.suspects(), all);
    read("Lists the rows to act on", enforcement.places(), all);
    boolean listed = !enforcement.tables().isEmpty();
    Slice slice =
        listed
            ? new Slice.Listed(enforcement.relation(), NO_PLACE, 0)
            : new Slice.Blocks(enforcement.relation(), 0, 1_000);
    enforcement
        .locks(NO_RUN, slice)
        .forEach(lock -> change("Locks and notes before the change", lock, all));
    enforcement
        .bulkDelete(NO_RUN, slice)
        .ifPresent(
            bulk -> {
              change("Acts on a slice, where nobody changes its rows", bulk.deletion(), all);
              change("Writes the ledger entry of that", bulk.entry(), all);
            });
    enforcement
        .acts(NO_RUN, slice, true)
        .forEach(act -> change("Acts on a slice, with its ledger entry", act, all));
    gathered("Gathered once for the verification", enforcement.verificationTables(), all);
    read("Verifies what is still due", enforcement.verification(), all);
    return all;
  }

  private static void gathered(String title, List<SessionTable> tables, List<Titled> all) {
    tables.forEach(
        table -> table.statements().forEach(sql -> all.add(new Titled(title, sql, false))));
  }

  private static void read(String title, Sql sql, List<Titled> all) {
    all.add(new Titled(title, sql, false));
  }

  private static void change(String title, Sql sql, List<Titled> all) {
    all.add(new Titled(title, sql, true));
  }
}
