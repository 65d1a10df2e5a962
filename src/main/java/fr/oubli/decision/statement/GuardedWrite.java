package fr.oubli.decision.statement;

import fr.oubli.model.policy.Action;
import fr.oubli.model.policy.Anonymise;
import fr.oubli.model.policy.Archive;
import fr.oubli.model.policy.Delete;
import fr.oubli.model.policy.Pseudonymise;
import fr.oubli.schema.sql.Slice;
import fr.oubli.schema.sql.Sql;

/**
 * The statements that act on rows. Each tests the rule, the holds and the references itself, and
 * writes its ledger entry. The change and its evidence are one statement, so they commit together
 * or not at all; and rows that stopped being due since they were planned are left alone.
 */
public record GuardedWrite(Eligibility eligibility, long run) {

  /** Acts on the rows of a slice that nothing keeps, and answers how many they were. */
  public Sql act(Slice slice) {
    return eligibility
        .target()
        .action()
        .map(
            new Action.Cases<Sql>() {
              @Override
              public Sql delete(Delete action) {
                return new GuardedDelete(eligibility, run).delete(slice);
              }

              @Override
              public Sql pseudonymise(Pseudonymise action) {
                return anonymise(new Anonymise(action.maskedColumns()));
              }

              @Override
              public Sql anonymise(Anonymise action) {
                return new GuardedUpdate(eligibility, run).mask(slice);
              }

              @Override
              public Sql archive(Archive action) {
                return new GuardedDelete(eligibility, run).archive(slice);
              }
            });
  }

  /**
   * Masks the rows of which grounds need some columns, and leaves those columns as they are.
   * Answers how many rows they were.
   */
  public Sql actBesideGrounds(Slice slice) {
    return new GuardedUpdate(eligibility, run).maskBesideGrounds(slice);
  }
}
