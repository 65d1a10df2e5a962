package fr.oubli.erasure;

import fr.oubli.decision.Duty;
import fr.oubli.decision.Slice;
import fr.oubli.decision.Sql;
import fr.oubli.hold.HoldLock;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One person's rows of one collection are few: each duty is one transaction, its ledger entry
 * inside, repeated while rows that referred to each other free one another.
 */
record DutyActs(JdbcTemplate jdbc, TransactionTemplate transaction) {

  DutyActs(DataSource dataSource) {
    this(
        new JdbcTemplate(dataSource),
        new TransactionTemplate(new JdbcTransactionManager(dataSource)));
  }

  void act(long run, List<Duty> duties) {
    for (Duty duty : duties) {
      Slice whole = Slice.whole(duty.relation());
      long changed;
      do {
        changed = Objects.requireNonNull(transaction.execute(status -> act(run, duty, whole)));
      } while (changed > 0);
    }
  }

  private long act(long run, Duty duty, Slice whole) {
    // A hold that is being registered waits for this transaction; one that is there is seen.
    jdbc.query(HoldLock.SHARED, row -> {});
    duty.locks(run, whole).forEach(this::number);
    return duty.acts(run, whole, true).stream().mapToLong(this::number).sum();
  }

  private long number(Sql sql) {
    Long number = jdbc.queryForObject(sql.text(), Long.class, sql.values().toArray());
    return number == null ? 0 : number;
  }
}
