package fr.oubli.purge;

import fr.oubli.evidence.RunRegister.Terms;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.purge.plan.Plan;
import fr.oubli.purge.plan.PlannedEnforcement;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Stores plans that a person can approve by their hash. The hash covers the policy, the map, the
 * day and the very rows: one row more, one less or another one gives another hash. A plan keeps the
 * keys of its rows, and a run of it acts on those of them that are still due, and on no other. They
 * are kept until the plan has run to its end or another one takes its place, and for {@value
 * #DAYS_KEPT} days at most. Whoever calls holds the run lock.
 */
final class PlanRegister {

  static final int DAYS_KEPT = 30;

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;

  PlanRegister(DataSource dataSource) {
    this.jdbc = new JdbcTemplate(dataSource);
    this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
  }

  static String hash(Terms terms, Plan plan) {
    StringBuilder text = new StringBuilder();
    text.append(terms.asOf()).append('\n');
    text.append(terms.policySha256()).append('\n');
    text.append(terms.mapSha256()).append('\n');
    for (PlannedEnforcement line : plan.lines()) {
      text.append(line.enforcement().name())
          .append(' ')
          .append(line.enforcement().action().word())
          .append(' ');
      text.append(line.due()).append(' ').append(line.census().held()).append(' ');
      text.append(line.restricted()).append(' ').append(line.census().digest()).append('\n');
      if (line.leftOut().rows() > 0) {
        text.append("left out ").append(line.leftOut().rows()).append('\n');
      }
      new TreeMap<>(line.detached())
          .forEach((child, rows) -> text.append(child).append(' ').append(rows).append('\n'));
    }
    return sha256(text.toString()).substring(0, 16);
  }

  /**
   * A plan whose rows were kept.
   *
   * @param making under which they were
   * @param asked somebody made it with a dry run; else a night that was refused did
   */
  record Made(String hash, String making, boolean asked, String content, String operator) {}

  /**
   * Notes a plan, and ends those whose place it takes: of what somebody asked for, the ones for the
   * same day; of what nights that were refused made, all. Both are meant for the same files and
   * rules.
   */
  void remember(Made made, Terms terms) {
    transaction.executeWithoutResult(
        status -> {
          insert(made, terms);
          jdbc.update(
              """
              update oubli.plan set ended = 'replaced'
              where ended is null and making is not null and hash <> ? and policy_sha256 = ?
                and map_sha256 = ? and only_rule is not distinct from ? and asked = ?
                and (not asked or as_of = ?)""",
              made.hash(),
              terms.policySha256(),
              terms.mapSha256(),
              terms.onlyRule(),
              made.asked(),
              terms.asOf());
          forget();
        });
  }

  /** Notes a plan that takes no other's place, in the transaction of whoever calls. */
  void keep(Made made, Terms terms) {
    insert(made, terms);
  }

  /** A name as short as a plan's, for one that is known by something else than its rows. */
  static String hashOf(String... parts) {
    return sha256(String.join("\n", parts)).substring(0, 16);
  }

  private void insert(Made made, Terms terms) {
    jdbc.update(
        """
        insert into oubli.plan as known (hash, as_of, policy_sha256, map_sha256, only_rule, content,
          made_by, making, asked, kept_at)
        values (?, ?, ?, ?, ?, ?, ?, ?::uuid, ?, now())
        on conflict (hash) do update set making = excluded.making, kept_at = excluded.kept_at,
          asked = excluded.asked or coalesce(known.asked and known.ended is null, false),
          ended = null""",
        made.hash(),
        terms.asOf(),
        terms.policySha256(),
        terms.mapSha256(),
        terms.onlyRule(),
        made.content(),
        made.operator(),
        made.making(),
        made.asked());
  }

  /** Ends the plans that have run to their end, and those that are too old; forgets their rows. */
  void endWhatIsOver() {
    transaction.executeWithoutResult(
        status -> {
          jdbc.update(
              """
              update oubli.plan p set ended = 'run'
              from oubli.run r
              where p.making is not null and p.ended is null and r.plan_hash = p.hash
                and r.state = 'done' and r.ended_at > p.kept_at""");
          jdbc.update(
              """
              update oubli.plan set ended = 'expired'
              where making is not null and ended is null
                and kept_at < now() - ? * interval '1 day'""",
              DAYS_KEPT);
          forget();
        });
  }

  private void forget() {
    jdbc.update(
        """
        delete from oubli.planned_rows r
        where not exists (
          select 1 from oubli.plan p where p.making = r.making and p.ended is null)""");
  }

  /** Whether the rows of a plan are kept. */
  boolean keeps(String hash) {
    return Boolean.TRUE.equals(
        jdbc.queryForObject(
            "select exists (select 1 from oubli.plan"
                + " where hash = ? and making is not null and ended is null)",
            Boolean.class,
            hash));
  }

  /**
   * The plan of a hash, to be run under a policy and a map.
   *
   * @throws Refusal where nobody made it, or it cannot be run any more
   */
  ApprovedPlan approved(String hash, String policySha256, String mapSha256) {
    List<ApprovedPlan> found =
        jdbc.query(
            """
            select hash, making, as_of, only_rule, policy_sha256, map_sha256, ended
            from oubli.plan where hash = ?""",
            (row, number) -> {
              refuse(hash, over(row, policySha256, mapSha256));
              return read(row);
            },
            hash);
    if (found.isEmpty()) {
      throw new Refusal(
          ExitCode.REFUSED,
          "no plan " + hash + " was made; make one with --dry-run and take the hash it prints");
    }
    return found.get(0);
  }

  private static void refuse(String hash, @Nullable String why) {
    if (why != null) {
      throw new Refusal(
          ExitCode.REFUSED, "plan " + hash + " " + why + "; make a new one with --dry-run");
    }
  }

  /** Why a plan cannot be run; null where it can. */
  private static @Nullable String over(ResultSet row, String policySha256, String mapSha256)
      throws SQLException {
    if (!row.getString("policy_sha256").equals(policySha256)) {
      return "no longer holds: the policy changed since it was made";
    }
    if (!row.getString("map_sha256").equals(mapSha256)) {
      return "no longer holds: the map changed since it was made";
    }
    if (row.getString("making") == null) {
      return "was made by an earlier version, which did not keep its rows";
    }
    String ended = row.getString("ended");
    return ended == null
        ? null
        : switch (ended) {
          case "run" -> "was run to its end";
          case "replaced" -> "was replaced by a newer one";
          default -> "is older than " + DAYS_KEPT + " days";
        };
  }

  private ApprovedPlan read(ResultSet row) throws SQLException {
    String making = row.getString("making");
    Map<String, Long> rows = new HashMap<>();
    jdbc.query(
        "select rule || ':' || collection as name, sum(row_count) as rows from oubli.planned_rows"
            + " where making = ?::uuid group by 1",
        counted -> {
          rows.put(counted.getString("name"), counted.getLong("rows"));
        },
        making);
    return new ApprovedPlan(
        row.getString("hash"),
        making,
        row.getObject("as_of", LocalDate.class),
        row.getString("only_rule"),
        rows);
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
