package fr.oubli.rights.objection;

import fr.oubli.evidence.Evidence;
import fr.oubli.evidence.RunRegister.Terms;
import fr.oubli.evidence.journal.JournalKey;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.policy.Objection;
import fr.oubli.model.policy.Policy;
import fr.oubli.platform.console.RunLock;
import fr.oubli.registers.hold.HoldLock;
import fr.oubli.rights.reply.CategoryOutcome;
import fr.oubli.rights.reply.OutcomeRegister;
import fr.oubli.rights.request.Identity;
import fr.oubli.rights.request.Request;
import fr.oubli.rights.request.RequestIdentities;
import fr.oubli.rights.request.RequestedRowDigests;
import fr.oubli.rights.request.SubjectIdentities;
import fr.oubli.rights.suppression.SuppressionList;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.gate.Gates;
import fr.oubli.schema.gate.PeriodsInData;
import fr.oubli.schema.sql.Sql;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Marketing ends in one channel or in all (GDPR art. 21(3)): consents are withdrawn, subscriptions
 * end, and the person enters the suppression list. Nothing that an order needs is touched. An
 * objection with the scope {@code transfer} stops no marketing: the entry on the list, and the rows
 * that were found for the request, keep the person's data from going when the business changes
 * hands.
 */
public final class SubjectObject {

  private final DataSource dataSource;
  private final JdbcTemplate jdbc;
  private final Policy policy;
  private final DataMap map;
  private final Path keys;
  private final LocalDate today;

  /**
   * @param keys the folder of the keys that sign the evidence and hash the suppression list
   */
  public SubjectObject(
      DataSource dataSource, Policy policy, DataMap map, Path keys, LocalDate today) {
    this.dataSource = dataSource;
    this.jdbc = new JdbcTemplate(dataSource);
    this.policy = policy;
    this.map = map;
    this.keys = keys;
    this.today = today;
  }

  /**
   * @param reports where the seal's copy goes
   * @throws fr.oubli.platform.exit.Refusal when a gate finds a problem; nothing was touched then
   */
  public List<CategoryOutcome> object(Request request, Path reports, String operator) {
    return object(request, reports, operator, Sql.of("now()"));
  }

  /**
   * The same for an objection that was carried out before an older state was restored.
   *
   * @param at when it was carried out: what was agreed to ended then
   */
  public List<CategoryOutcome> again(
      Request request, Path reports, String operator, OffsetDateTime at) {
    return object(request, reports, operator, Sql.of("?::timestamptz", at));
  }

  private List<CategoryOutcome> object(Request request, Path reports, String operator, Sql moment) {
    try (RunLock lock = RunLock.acquire(dataSource, RunLock.CHANGES)) {
      Catalog catalog = Catalog.read(dataSource, map);
      Gates.refuse(Gates.check(dataSource, catalog, map, policy), map);
      Policy read = PeriodsInData.read(dataSource, catalog, map, policy);
      List<CategoryOutcome> outcomes = new ArrayList<>();
      Terms terms =
          new Terms(
              today, policy.name(), policy.sha256(), map.sha256(), "request " + request.id(), null);
      new Evidence(dataSource, keys, reports)
          .run(terms, operator, run -> outcomes.addAll(stop(read, request, catalog, run, moment)));
      new OutcomeRegister(dataSource).store(request.id(), outcomes);
      return outcomes;
    }
  }

  /** All of it happens or nothing: a person who objected is never half suppressed. */
  private List<CategoryOutcome> stop(
      Policy read, Request request, Catalog catalog, long run, Sql moment) {
    return Objects.requireNonNull(
        new TransactionTemplate(new JdbcTransactionManager(dataSource))
            .execute(
                status -> {
                  jdbc.query(HoldLock.SHARED, row -> {});
                  suppress(request, catalog);
                  RequestedRowDigests digests =
                      new RequestedRowDigests(jdbc, policy, map, catalog, JournalKey.in(keys));
                  digests.keep(request.id());
                  MarketingStop stop =
                      new MarketingStop(jdbc, read, map, catalog, request, today, moment);
                  List<CategoryOutcome> outcomes = new ArrayList<>();
                  for (Objection objection : policy.objections()) {
                    stop.carryOut(objection, run).ifPresent(outcomes::add);
                  }
                  digests.done(request.id());
                  return outcomes;
                }));
  }

  private void suppress(Request request, Catalog catalog) {
    List<Identity> known = new RequestIdentities(dataSource).all(request.id());
    SuppressionList.in(dataSource, keys, policy)
        .add(
            new SubjectIdentities(jdbc, map, catalog, policy.subject()).with(known, request.id()),
            SuppressionList.Reason.OBJECTION,
            request.scope(),
            request.id());
  }
}
