package fr.oubli.benchmark;

import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The usual tutorial: a reader that pages through the due rows by key, chunks of 1,000, one batched
 * single-row statement per row. The loop is Spring Batch's without its metadata, which flatters it.
 */
record UsualWay(JdbcTemplate jdbc, JdbcTransactionManager transactions) {

  private static final int PAGE = 1_000;

  void run(String table, String where, String statement) {
    TransactionTemplate chunk = new TransactionTemplate(transactions);
    long last = 0;
    List<Long> page = page(table, where, last);
    while (!page.isEmpty()) {
      List<Object[]> keys = new ArrayList<>();
      page.forEach(key -> keys.add(new Object[] {key}));
      chunk.executeWithoutResult(status -> jdbc.batchUpdate(statement, keys));
      last = page.get(page.size() - 1);
      page = page(table, where, last);
    }
  }

  private List<Long> page(String table, String where, long after) {
    return jdbc.queryForList(
        "select %1$s.id from %1$s where %1$s.id > ? and %2$s order by %1$s.id limit %3$d"
            .formatted(table, where, PAGE),
        Long.class,
        after);
  }
}
