package fr.oubli.rights.erasure;

import fr.oubli.decision.Enforcement;
import fr.oubli.decision.RequestDecisions;
import fr.oubli.decision.statement.NulledReferences;
import fr.oubli.model.policy.HoldRule;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.policy.Rule;
import fr.oubli.rights.reply.CategoryOutcome;
import fr.oubli.rights.reply.CategoryOutcome.Kind;
import fr.oubli.rights.request.Matches;
import fr.oubli.schema.sql.Sql;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the reply says of each category: erased, archived, kept and why, or left. */
final class ErasureOutcomes {

  private static final String EVERYDAY = "le service qui en a besoin";
  private static final String ACCOUNTANTS = "le service comptable seul";

  private static final Map<String, String> REGISTERED =
      Map.of(
          "hold",
          "mesure de conservation enregistrée (RGPD art. 17(3))",
          "restriction",
          "limitation du traitement (RGPD art. 18)",
          "open request",
          "demande d'accès en cours de traitement",
          RequestDecisions.OTHERS_RECORD,
          "donnée d'une autre personne (RGPD art. 15(4))");

  private final JdbcTemplate jdbc;
  private final Policy policy;
  private final RequestDecisions decisions;
  private final long request;
  private final List<CategoryOutcome> outcomes = new ArrayList<>();
  private final Set<String> waiting = new LinkedHashSet<>();

  ErasureOutcomes(JdbcTemplate jdbc, Policy policy, RequestDecisions decisions, long request) {
    this.jdbc = jdbc;
    this.policy = policy;
    this.decisions = decisions;
    this.request = request;
  }

  List<CategoryOutcome> outcomes(List<Enforcement> enforcements, List<Matches.Count> matched) {
    done();
    archived();
    enforcements.forEach(this::leftovers);
    matched.stream()
        .filter(count -> count.confirmed() > 0)
        .forEach(count -> lasting(count.collection()));
    return outcomes;
  }

  /** Something is kept for a reason that will end, and the erasure with it. */
  boolean held() {
    return !waiting.isEmpty();
  }

  private void done() {
    jdbc.query(
        """
        select e.collection, e.action, count(distinct k.key)
        from oubli.ledger_entry e join oubli.run r on r.id = e.run,
          unnest(e.row_keys::text[]) as k(key)
        where r.only_rule = ? and e.action <> ? group by 1, 2 order by 1, 2""",
        row -> {
          if (!"archive".equals(row.getString(2))) {
            outcomes.add(
                CategoryOutcome.of(
                    Objects.requireNonNull(row.getString(1)), Kind.ERASED, row.getLong(3)));
          }
        },
        SubjectErase.runName(request),
        NulledReferences.ACTION);
  }

  private void archived() {
    Map<String, List<Object>> found = new TreeMap<>();
    jdbc.query(
        """
        select a.collection, a.governed_by, count(*), max(a.anchor) from oubli.archive a
        where exists (select 1 from oubli.request_match m where m.request = ?
            and m.state = 'confirmed' and m.collection = a.collection and m.row_key = a.row_key)
          or a.subject_key in (select m.row_key from oubli.request_match m where m.request = ?
            and m.state = 'confirmed' and m.collection = ?)
        group by 1, 2""",
        row -> {
          found.put(
              Objects.requireNonNull(row.getString(1)),
              List.of(
                  Objects.requireNonNull(row.getString(2)),
                  row.getLong(3),
                  Objects.requireNonNull(row.getObject(4, LocalDate.class))));
        },
        request,
        request,
        policy.subject() == null ? "" : policy.subject().collection());
    found.forEach(
        (collection, row) -> {
          Rule rule = rule((String) row.get(0));
          LocalDate until = decisions.lastDay(rule, (LocalDate) row.get(2));
          outcomes.add(
              new CategoryOutcome(
                  collection, Kind.ARCHIVED, (Long) row.get(1), rule.basis(), until, ACCOUNTANTS));
        });
  }

  private void leftovers(Enforcement enforcement) {
    Sql sql = decisions.leftovers(enforcement);
    List<String> grounds = decisions.grounds(enforcement);
    jdbc.query(
        sql.text(),
        row -> {
          for (int i = 0; i < grounds.size(); i++) {
            if (row.getLong(3 + i) > 0) {
              kept(enforcement, grounds.get(i), row.getLong(3 + i));
            }
          }
          if (row.getLong(2) > 0) {
            outcomes.add(CategoryOutcome.of(enforcement.collection(), Kind.LEFT, row.getLong(2)));
          }
        },
        sql.values().toArray());
  }

  private void kept(Enforcement enforcement, String ground, long rows) {
    String registered = REGISTERED.get(ground);
    if (registered != null) {
      if (!ground.equals(RequestDecisions.OTHERS_RECORD)) {
        waiting.add(ground);
      }
      kept(enforcement.collection(), rows, registered, null);
      return;
    }
    HoldRule hold =
        policy.holds().stream().filter(h -> h.name().equals(ground)).findFirst().orElse(null);
    if (hold != null) {
      waiting.add(ground);
      kept(enforcement.collection(), rows, hold.basis(), null);
      return;
    }
    waiting.add(ground);
    Rule rule = rule(ground);
    kept(enforcement.collection(), rows, rule.basis(), until(rule, enforcement.collection()));
  }

  private void kept(String collection, long rows, String basis, @Nullable LocalDate until) {
    outcomes.add(new CategoryOutcome(collection, Kind.KEPT, rows, basis, until, EVERYDAY));
  }

  /** Kept by a basis that outlives the request, until its own clock has run out. */
  private void lasting(String collection) {
    for (Rule rule : decisions.lastingRules(collection)) {
      Sql sql = decisions.lastingStart(rule, collection);
      jdbc.query(
          sql.text(),
          row -> {
            LocalDate start = row.getObject(2, LocalDate.class);
            if (row.getLong(1) > 0) {
              kept(
                  collection,
                  row.getLong(1),
                  rule.basis(),
                  start == null ? null : decisions.lastDay(rule, start));
            }
          },
          sql.values().toArray());
      return;
    }
  }

  private @Nullable LocalDate until(Rule rule, String collection) {
    Sql sql = decisions.latestStart(rule, collection);
    LocalDate start =
        jdbc.queryForObject(
            sql.text(), (row, number) -> row.getObject(2, LocalDate.class), sql.values().toArray());
    return start == null ? null : decisions.lastDay(rule, start);
  }

  private Rule rule(String name) {
    return policy.rules().stream()
        .filter(rule -> rule.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("the policy has no rule " + name));
  }
}
