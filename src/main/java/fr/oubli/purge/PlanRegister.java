package fr.oubli.purge;

import fr.oubli.evidence.RunRegister.Terms;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.purge.plan.Plan;
import fr.oubli.purge.plan.PlannedEnforcement;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Stores plans that a person can approve by their hash. The hash covers the policy, the map, the
 * day and the very rows: one row more, one less or another one gives another hash, and a run
 * refuses to act on anything but the plan that was approved.
 */
final class PlanRegister {

  private final JdbcClient jdbc;

  PlanRegister(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
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
      text.append(line.due()).append(' ').append(line.held()).append(' ');
      text.append(line.restricted()).append(' ').append(line.census().digest()).append('\n');
      if (line.leftOut().rows() > 0) {
        text.append("left out ").append(line.leftOut().rows()).append('\n');
      }
      new TreeMap<>(line.detached())
          .forEach((child, rows) -> text.append(child).append(' ').append(rows).append('\n'));
    }
    return sha256(text.toString()).substring(0, 16);
  }

  void remember(String hash, Terms terms, String content, String operator) {
    jdbc.sql(
            """
            insert into oubli.plan
              (hash, as_of, policy_sha256, map_sha256, only_rule, content, made_by)
            values (?, ?, ?, ?, ?, ?, ?) on conflict (hash) do nothing""")
        .params(
            Arrays.asList(
                hash,
                terms.asOf(),
                terms.policySha256(),
                terms.mapSha256(),
                terms.onlyRule(),
                content,
                operator))
        .update();
  }

  /**
   * The day that a plan was made for: an approved plan runs for that day, even the night after.
   *
   * @throws Refusal when nobody made such a plan
   */
  LocalDate dayOf(String hash) {
    Optional<LocalDate> day =
        jdbc.sql("select as_of from oubli.plan where hash = ?")
            .param(hash)
            .query(LocalDate.class)
            .optional();
    return day.orElseThrow(
        () ->
            new Refusal(
                ExitCode.REFUSED,
                "no plan "
                    + hash
                    + " was made; make one with --dry-run and take the hash it prints"));
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
