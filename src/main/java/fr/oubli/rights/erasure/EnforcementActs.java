package fr.oubli.rights.erasure;

import fr.oubli.decision.Enforcement;
import fr.oubli.registers.hold.HoldLock;
import fr.oubli.schema.sql.Slice;
import fr.oubli.schema.sql.Sql;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Enforces rules on the rows of one person. Those of one collection are few, so an enforcement is
 * one transaction with its ledger entry inside. It is repeated as long as it changes something: a
 * row that went can free another that it referred to.
 */
record EnforcementActs(JdbcTemplate jdbc, TransactionTemplate transaction) {

  EnforcementActs(DataSource dataSource) {
    this(
        new JdbcTemplate(dataSource),
        new TransactionTemplate(new JdbcTransactionManager(dataSource)));
  }

  void act(long run, List<Enforcement> enforcements) {
    for (Enforcement enforcement : enforcements) {
      Slice whole = Slice.whole(enforcement.relation());
      long changed;
      do {
        changed =
            Objects.requireNonNull(transaction.execute(status -> act(run, enforcement, whole)));
      } while (changed > 0);
    }
  }

  private long act(long run, Enforcement enforcement, Slice whole) {
    // A hold that is being registered waits for this transaction; one that is there is seen.
    jdbc.query(HoldLock.SHARED, row -> {});
    enforcement.locks(run, whole).forEach(this::number);
    return enforcement.acts(run, whole, true).stream().mapToLong(this::number).sum();
  }

  private long number(Sql sql) {
    Long number = jdbc.queryForObject(sql.text(), Long.class, sql.values().toArray());
    return number == null ? 0 : number;
  }
}
