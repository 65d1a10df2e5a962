package fr.oubli.rights.erasure;

import fr.oubli.evidence.journal.JournalKey;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.policy.Policy;
import fr.oubli.rights.reply.AddresseeRegister;
import fr.oubli.rights.request.RequestIdentities;
import fr.oubli.rights.request.RequestedRowDigests;
import fr.oubli.rights.request.SubjectIdentities;
import fr.oubli.rights.suppression.SuppressionList;
import fr.oubli.schema.catalog.Catalog;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Begins an erasure, once. The person's identities are read while their rows are there, and enter
 * the suppression list before the rows go; where the letters go is kept for them.
 *
 * @param keys the folder of the key that the suppression list is hashed with
 */
record ErasureStart(DataSource dataSource, Policy policy, DataMap map, Catalog catalog, Path keys) {

  /** Does nothing for an erasure that was begun before. */
  void begin(long request) {
    JdbcTemplate jdbc = new JdbcTemplate(dataSource);
    ErasureRegister erasures = new ErasureRegister(jdbc);
    if (erasures.started(request)) {
      return;
    }
    RequestIdentities identities = new RequestIdentities(dataSource);
    new TransactionTemplate(new JdbcTransactionManager(dataSource))
        .executeWithoutResult(
            status -> {
              SubjectIdentities own = new SubjectIdentities(jdbc, map, catalog, policy.subject());
              new AddresseeRegister(dataSource).keep(request, identities.all(request), own);
              identities.add(request, own.ofAccounts(request));
              identities.addOfRows(request, own.of(request));
              SuppressionList.in(dataSource, keys, policy)
                  .add(identities.all(request), SuppressionList.Reason.ERASURE, "all", request);
              new RequestedRowDigests(jdbc, policy, map, catalog, JournalKey.in(keys))
                  .keep(request);
              erasures.start(request);
            });
  }
}
