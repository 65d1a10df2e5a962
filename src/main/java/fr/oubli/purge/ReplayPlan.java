package fr.oubli.purge;

import fr.oubli.decision.Enforcement;
import fr.oubli.decision.statement.PlannedRows;
import fr.oubli.evidence.RunRegister.Terms;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.policy.Policy;
import fr.oubli.schema.sql.Sql;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The plan of what nights destroyed since a backup, made of the keys in their ledger entries. A run
 * of it acts on those rows alone, and only where the rule says so on the row as it is: a key that
 * was given to another row since is not due, and what became due only because later events were
 * lost with the restore is not in it.
 */
public record ReplayPlan(Policy policy, DataMap map, DataSource dataSource) {

  /**
   * A plan that keeps its rows.
   *
   * @param remarks what cannot be done again, and why
   */
  public record Made(String hash, List<String> remarks) {
    public Made {
      remarks = List.copyOf(remarks);
    }
  }

  /** The seals whose runs are meant. */
  public record Seals(long first, long last) {}

  private static final String NIGHTS =
      " from oubli.ledger_entry e join oubli.run r on r.id = e.run join oubli.seal s on s.run = e.run"
          + " where s.sequence between ? and ? and (r.only_rule is null or r.only_rule = e.rule)";

  /** What one rule did to one collection. */
  private record Acted(String rule, String collection, long rows) {

    String name() {
      return rule + ":" + collection;
    }
  }

  /**
   * @param options the day, and who replays
   * @throws fr.oubli.platform.exit.Refusal when a gate finds a problem; no row was touched then
   */
  public Made make(PurgeOptions options, Seals seals) {
    PurgeOptions looking = options.with(PurgeScope.DRY_RUN);
    List<Enforcement> enforcements =
        new PurgeGates(policy, map, dataSource).open(looking).enforcements();
    JdbcTemplate jdbc = new JdbcTemplate(dataSource);
    List<Acted> acted = acted(jdbc, seals);
    String making = UUID.randomUUID().toString();
    return Objects.requireNonNull(
        new TransactionTemplate(new JdbcTransactionManager(dataSource))
            .execute(
                status -> {
                  jdbc.execute(Enforcement.ROOM);
                  List<String> remarks = new ArrayList<>();
                  Set<String> known = new HashSet<>();
                  for (Enforcement each : enforcements) {
                    if (acted.stream().anyMatch(one -> one.name().equals(each.name()))) {
                      known.add(each.name());
                      keep(jdbc, each, making, seals);
                    }
                  }
                  acted.stream()
                      .filter(one -> !known.contains(one.name()))
                      .forEach(one -> remarks.add(unknown(one)));
                  return new Made(remember(looking, making, seals), remarks);
                }));
  }

  private static String unknown(Acted one) {
    return "%s: %d rows cannot be done again: the policy no longer has that rule for them"
        .formatted(one.name(), one.rows());
  }

  private static List<Acted> acted(JdbcTemplate jdbc, Seals seals) {
    return jdbc.query(
        "select e.rule, e.collection, sum(e.row_count) as rows"
            + NIGHTS
            + " group by 1, 2 order by 1, 2",
        (row, number) ->
            new Acted(row.getString("rule"), row.getString("collection"), row.getLong("rows")),
        seals.first(),
        seals.last());
  }

  private static void keep(JdbcTemplate jdbc, Enforcement enforcement, String making, Seals seals) {
    PlannedRows plan = enforcement.planned(making);
    boolean archived = enforcement.relation().equals("\"oubli\".\"archive\"");
    Sql rows =
        archived
            ? Sql.of(
                enforcement.rows() + " t where t.collection = ?",
                enforcement.collection().substring("archive.".length()))
            : Sql.of(enforcement.rows() + " t where true");
    Sql acted =
        Sql.of(
            "select distinct k as row_key from (select e.row_keys, e.rule, e.collection"
                + NIGHTS
                + ") e cross join unnest(e.row_keys::text[]) k where e.rule = ? and e.collection = ?",
            seals.first(),
            seals.last(),
            enforcement.rule().name(),
            enforcement.collection());
    Sql keep = plan.keep(enforcement.relation(), rows, acted);
    jdbc.update(keep.text(), keep.values().toArray());
  }

  private String remember(PurgeOptions options, String making, Seals seals) {
    Terms terms =
        new Terms(options.asOf(), policy.name(), policy.sha256(), map.sha256(), null, null);
    String hash = PlanRegister.hashOf("replay", making);
    new PlanRegister(dataSource)
        .keep(
            new PlanRegister.Made(
                hash,
                making,
                true,
                "what seals %d to %d say, again".formatted(seals.first(), seals.last()),
                options.operator()),
            terms);
    return hash;
  }
}
