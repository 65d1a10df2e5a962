package fr.oubli.rights.erasure;

import fr.oubli.decision.RequestDecisions;
import fr.oubli.decision.statement.NulledReferences;
import fr.oubli.model.policy.Action;
import fr.oubli.model.policy.Actions;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.policy.Pseudonymise;
import fr.oubli.model.policy.Rule;
import fr.oubli.rights.reply.CategoryOutcome;
import fr.oubli.rights.reply.CategoryOutcome.Kind;
import fr.oubli.schema.sql.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;

/** The rows of a request that left the active base: erased, or in the intermediate archive. */
record EndedRows(JdbcTemplate jdbc, Policy policy, RequestDecisions decisions, long request) {

  /** Why rows of which columns became pseudonyms are told as kept. */
  static final String PSEUDONYMS =
      "remplacées par des pseudonymes, qui restent des données personnelles (RGPD, considérant 26)";

  private static final String READERS = "le service comptable seul";

  /**
   * By the ledger's entries of the erasure's runs. Rows of which stages masked a part are told
   * once; where stages together do not end a row, what keeps the rest of it is told instead.
   */
  List<CategoryOutcome> erased() {
    List<CategoryOutcome> erased = new ArrayList<>();
    jdbc.query(
        """
        select regexp_replace(e.collection, '^archive[.]', '') as collection,
          min(e.action) as action, bool_or(e.action like ?) as pseudonyms,
          count(distinct k.key) as row_count
        from oubli.ledger_entry e join oubli.run r on r.id = e.run,
          unnest(e.row_keys::text[]) as k(key)
        where r.only_rule = ? and e.action <> ?
        group by 1, case when e.action like '% (%)' then '' else e.action end order by 1, 2""",
        row -> {
          String action = Objects.requireNonNull(row.getString("action"));
          if (row.getBoolean("pseudonyms")) {
            erased.add(pseudonymised(row));
          } else if (tellsOfWhole(row, action)) {
            erased.add(
                CategoryOutcome.of(
                    Objects.requireNonNull(row.getString("collection")),
                    Kind.ERASED,
                    row.getLong("row_count")));
          }
        },
        new Pseudonymise().word() + "%",
        SubjectErase.runName(request),
        NulledReferences.ACTION);
    return erased;
  }

  private boolean tellsOfWhole(ResultSet row, String word) throws SQLException {
    return Actions.named(word).filter(Action::archives).isEmpty()
        && (Actions.columns(word).isEmpty()
            || decisions.endsInStages(Objects.requireNonNull(row.getString("collection"))));
  }

  /** Nobody may be told that these were erased. */
  private static CategoryOutcome pseudonymised(ResultSet row) throws SQLException {
    return new CategoryOutcome(
        Objects.requireNonNull(row.getString("collection")),
        Kind.KEPT,
        row.getLong("row_count"),
        PSEUDONYMS,
        null,
        null);
  }

  /** The person's rows that are in the archive now, whatever put them there. */
  List<CategoryOutcome> archived() {
    Map<String, CategoryOutcome> archived = new TreeMap<>();
    Sql rows =
        Sql.format(
            """
            select a.collection, a.governed_by, count(*) as row_count, max(a.anchor) as latest_start
            from oubli.archive a where {} group by 1, 2""",
            decisions.archived("a"));
    jdbc.query(
        rows.text(),
        row -> {
          CategoryOutcome outcome = archived(row);
          archived.put(outcome.collection(), outcome);
        },
        rows.values().toArray());
    return List.copyOf(archived.values());
  }

  private CategoryOutcome archived(ResultSet row) throws SQLException {
    Rule rule = rule(policy, Objects.requireNonNull(row.getString("governed_by")));
    LocalDate start = Objects.requireNonNull(row.getObject("latest_start", LocalDate.class));
    return new CategoryOutcome(
        Objects.requireNonNull(row.getString("collection")),
        Kind.ARCHIVED,
        row.getLong("row_count"),
        rule.basis(),
        decisions.lastDay(rule, start),
        READERS);
  }

  static Rule rule(Policy policy, String name) {
    return policy
        .rule(name)
        .orElseThrow(() -> new IllegalStateException("the policy has no rule " + name));
  }
}
