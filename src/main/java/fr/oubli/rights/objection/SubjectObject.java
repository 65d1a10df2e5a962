package fr.oubli.rights.objection;

import fr.oubli.decision.Enforcement;
import fr.oubli.decision.RequestDecisions;
import fr.oubli.decision.statement.RequestedWrite;
import fr.oubli.evidence.Evidence;
import fr.oubli.evidence.RunRegister.Terms;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.policy.Objection;
import fr.oubli.model.policy.Policy;
import fr.oubli.platform.console.RunLock;
import fr.oubli.registers.hold.HoldLock;
import fr.oubli.rights.reply.CategoryOutcome;
import fr.oubli.rights.reply.CategoryOutcome.Kind;
import fr.oubli.rights.reply.CategoryOutcomes;
import fr.oubli.rights.request.Phones;
import fr.oubli.rights.request.Request;
import fr.oubli.rights.request.RequestRegister;
import fr.oubli.rights.request.SubjectIdentities;
import fr.oubli.rights.suppression.SuppressionKey;
import fr.oubli.rights.suppression.SuppressionList;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.catalog.Table;
import fr.oubli.schema.gate.Gates;
import fr.oubli.schema.sql.Slice;
import fr.oubli.schema.sql.Sql;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Marketing ends in one channel or in all (GDPR art. 21(3)): consents are withdrawn, subscriptions
 * end, and the person enters the suppression list. Nothing that an order needs is touched.
 */
public final class SubjectObject {

  private final DataSource dataSource;
  private final JdbcTemplate jdbc;
  private final Policy policy;
  private final DataMap map;
  private final RequestRegister register;
  private final Path keys;
  private final LocalDate today;

  public SubjectObject(
      DataSource dataSource,
      Policy policy,
      DataMap map,
      RequestRegister register,
      Path keys,
      LocalDate today) {
    this.dataSource = dataSource;
    this.jdbc = new JdbcTemplate(dataSource);
    this.policy = policy;
    this.map = map;
    this.register = register;
    this.keys = keys;
    this.today = today;
  }

  /**
   * @param reports where the seal's copy goes
   * @throws fr.oubli.platform.exit.Refusal when a gate stays shut; nothing was touched then
   */
  public List<CategoryOutcome> object(Request request, Path reports, String operator) {
    try (RunLock lock = RunLock.acquire(dataSource, RunLock.CHANGES)) {
      Catalog catalog = Catalog.read(dataSource, map);
      Gates.refuse(Gates.check(dataSource, catalog, map, policy), map);
      List<CategoryOutcome> outcomes = new ArrayList<>();
      Terms terms =
          new Terms(
              today, policy.name(), policy.sha256(), map.sha256(), "request " + request.id(), null);
      new Evidence(dataSource, keys, reports)
          .run(terms, operator, run -> outcomes.addAll(stop(request, catalog, run)));
      new CategoryOutcomes(dataSource).store(request.id(), outcomes);
      return outcomes;
    }
  }

  /** All of it or nothing: a person who objected is never half suppressed. */
  private List<CategoryOutcome> stop(Request request, Catalog catalog, long run) {
    return Objects.requireNonNull(
        new TransactionTemplate(new JdbcTransactionManager(dataSource))
            .execute(
                status -> {
                  jdbc.query(HoldLock.SHARED, row -> {});
                  new SuppressionList(
                          dataSource, SuppressionKey.in(keys), new Phones(policy.phoneRegion()))
                      .add(
                          new SubjectIdentities(jdbc, map, catalog, policy.subject())
                              .with(register.identities(request.id()), request.id()),
                          SuppressionList.Reason.OBJECTION,
                          request.scope(),
                          request.id());
                  List<CategoryOutcome> outcomes = new ArrayList<>();
                  for (Objection objection : policy.objections()) {
                    stop(objection, request, catalog, run, outcomes);
                  }
                  return outcomes;
                }));
  }

  private void stop(
      Objection objection,
      Request request,
      Catalog catalog,
      long run,
      List<CategoryOutcome> outcomes) {
    String channel = request.scope();
    boolean all = channel.equals("all");
    if (objection.channel() != null && !all && !objection.channel().equals(channel)) {
      return;
    }
    String name = objection.collection();
    long changed =
        objection.withdraw() == null
            ? delete(name, request, catalog, run)
            : withdraw(objection, objection.withdraw(), request, catalog, run);
    outcomes.add(
        CategoryOutcome.of(
            name, objection.withdraw() == null ? Kind.ERASED : Kind.WITHDRAWN, changed));
  }

  private long withdraw(
      Objection objection, String column, Request request, Catalog catalog, long run) {
    String name = objection.collection();
    Table table = catalog.table(map.required(name));
    RequestedWrite write =
        new RequestedWrite(name, table, request.id(), "objection", policy.sha256(), today);
    List<Sql> conditions =
        objection.channelColumn() == null || request.scope().equals("all")
            ? List.of()
            : List.of(write.is(objection.channelColumn(), request.scope()));
    return number(write.withdraw(run, column, conditions));
  }

  /** By the rule that would have ended the rows in time, and kept by what keeps them from it. */
  private long delete(String name, Request request, Catalog catalog, long run) {
    long changed = 0;
    for (Enforcement enforcement :
        new RequestDecisions(policy, map, catalog, today, request.id()).enforcements()) {
      if (enforcement.collection().equals(name)) {
        Slice whole = Slice.whole(enforcement.relation());
        enforcement.locks(run, whole).forEach(this::number);
        changed += enforcement.acts(run, whole, true).stream().mapToLong(this::number).sum();
      }
    }
    return changed;
  }

  private long number(Sql sql) {
    Long number = jdbc.queryForObject(sql.text(), Long.class, sql.values().toArray());
    return number == null ? 0 : number;
  }
}
