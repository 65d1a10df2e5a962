package fr.oubli.rights.objection;

import fr.oubli.decision.Enforcement;
import fr.oubli.decision.RequestDecisions;
import fr.oubli.decision.statement.RequestedWrite;
import fr.oubli.decision.statement.TriggerPath;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.policy.Objection;
import fr.oubli.model.policy.Policy;
import fr.oubli.rights.reply.CategoryOutcome;
import fr.oubli.rights.reply.CategoryOutcome.Kind;
import fr.oubli.rights.request.Request;
import fr.oubli.rights.suppression.SuppressionList;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.catalog.Table;
import fr.oubli.schema.sql.Slice;
import fr.oubli.schema.sql.Sql;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What the policy says that an objection does to one collection: a consent is withdrawn, or rows
 * are deleted.
 *
 * @param moment that is noted for a consent which ends
 */
record MarketingStop(
    JdbcTemplate jdbc,
    Policy policy,
    DataMap map,
    Catalog catalog,
    Request request,
    LocalDate today,
    Sql moment) {

  private static final String ALL = "all";

  /**
   * Empty where the collection is of another channel than the request, and where the person objects
   * to the transfer of their data alone.
   */
  Optional<CategoryOutcome> carryOut(Objection objection, long run) {
    String channel = request.scope();
    if (channel.equals(SuppressionList.TRANSFER)) {
      return Optional.empty();
    }
    if (objection.channel() != null
        && !channel.equals(ALL)
        && !objection.channel().equals(channel)) {
      return Optional.empty();
    }
    String column = objection.withdraw();
    return Optional.of(
        column == null
            ? CategoryOutcome.of(
                objection.collection(), Kind.ERASED, delete(objection.collection(), run))
            : CategoryOutcome.of(
                objection.collection(), Kind.WITHDRAWN, withdraw(objection, column, run)));
  }

  private long withdraw(Objection objection, String column, long run) {
    String name = objection.collection();
    Table table = catalog.table(map.required(name));
    RequestedWrite write =
        new RequestedWrite(name, table, request.id(), "objection", policy.sha256(), today);
    List<Sql> conditions =
        objection.channelColumn() == null || request.scope().equals(ALL)
            ? List.of()
            : List.of(write.is(objection.channelColumn(), request.scope()));
    long withdrawn = number(write.withdraw(run, column, moment, conditions));
    TriggerPath.narrowed(table).ifPresent(this::number);
    return withdrawn;
  }

  /**
   * Deletes by the rule that would have ended the rows in time; what keeps rows from that rule
   * keeps them here too.
   */
  private long delete(String name, long run) {
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
