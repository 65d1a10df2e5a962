package fr.oubli.rights.reply;

import fr.oubli.rights.reply.CategoryOutcome.Kind;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What was done for each request, category by category, as the last reply said it. */
public final class OutcomeRegister {

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;

  public OutcomeRegister(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
    this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
  }

  /** Stores the outcomes in the place of those that were stored before. */
  public void store(long request, List<CategoryOutcome> outcomes) {
    transaction.executeWithoutResult(
        status -> {
          jdbc.sql("delete from oubli.request_outcome where request = ?").param(request).update();
          for (int i = 0; i < outcomes.size(); i++) {
            insert(request, i, outcomes.get(i));
          }
        });
  }

  private void insert(long request, int position, CategoryOutcome outcome) {
    jdbc.sql(
            "insert into oubli.request_outcome (request, position, collection, outcome, row_count,"
                + " basis, kept_until, readers) values (?, ?, ?, ?, ?, ?, ?, ?)")
        .params(
            Arrays.asList(
                request,
                position,
                outcome.collection(),
                outcome.kind().stored(),
                outcome.rows(),
                outcome.basis(),
                outcome.until(),
                outcome.readers()))
        .update();
  }

  public List<CategoryOutcome> of(long request) {
    return jdbc.sql(
            "select collection, outcome, row_count, basis, kept_until, readers"
                + " from oubli.request_outcome where request = ? order by position")
        .param(request)
        .query(
            (row, number) ->
                new CategoryOutcome(
                    row.getString("collection"),
                    Kind.valueOf(row.getString("outcome").toUpperCase(Locale.ROOT)),
                    row.getLong("row_count"),
                    row.getString("basis"),
                    row.getObject("kept_until", LocalDate.class),
                    row.getString("readers")))
        .list();
  }
}
