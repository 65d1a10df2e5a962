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

/** The register's memory of what was done for a request. */
public final class CategoryOutcomes {

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;

  public CategoryOutcomes(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
    this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
  }

  /** In place of what was said before. */
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
                    row.getString(1),
                    Kind.valueOf(row.getString(2).toUpperCase(Locale.ROOT)),
                    row.getLong(3),
                    row.getString(4),
                    row.getObject(5, LocalDate.class),
                    row.getString(6)))
        .list();
  }
}
