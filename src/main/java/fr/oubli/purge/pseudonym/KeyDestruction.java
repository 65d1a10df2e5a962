package fr.oubli.purge.pseudonym;

import fr.oubli.evidence.Evidence;
import fr.oubli.evidence.RunRegister.Terms;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.policy.Policy;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.registers.pseudonym.PseudonymKey;
import java.nio.file.Path;
import java.time.LocalDate;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The key of pseudonyms is destroyed, and the evidence says so. Killed in between, it is finished
 * by the same command.
 */
final class KeyDestruction {

  /** The run's name, and the rule of its entry. */
  private static final String NAME = "pseudonym key: ";

  private static final String COLLECTION = "oubli.pseudonym-key";
  private static final String ACTION = "destroy-key";

  private final DataSource dataSource;
  private final Policy policy;
  private final DataMap map;
  private final Path keys;
  private final Path reports;

  KeyDestruction(DataSource dataSource, Policy policy, DataMap map, Path keys, Path reports) {
    this.dataSource = dataSource;
    this.policy = policy;
    this.map = map;
    this.keys = keys;
    this.reports = reports;
  }

  /**
   * Returns the number of the run.
   *
   * @param reason stands in the evidence for ever, and is of no person
   * @throws Refusal when there is no key
   */
  long destroy(String reason, String operator, LocalDate asOf) {
    Terms terms =
        new Terms(asOf, policy.name(), policy.sha256(), map.sha256(), NAME + reason, null);
    String fingerprint =
        PseudonymKey.known(keys)
            .map(PseudonymKey::fingerprint)
            .orElseThrow(
                () -> new Refusal(ExitCode.INVALID, "there is no pseudonym key in " + keys));
    return new Evidence(dataSource, keys, reports)
        .run(terms, operator, run -> act(run, reason, fingerprint, asOf));
  }

  /** The entry comes first: a key that is gone without a word is worse than a word too early. */
  private void act(long run, String reason, String fingerprint, LocalDate asOf) {
    JdbcTemplate jdbc = new JdbcTemplate(dataSource);
    boolean said =
        Boolean.TRUE.equals(
            jdbc.queryForObject(
                "select exists (select 1 from oubli.ledger_entry where run = ?)",
                Boolean.class,
                run));
    if (!said) {
      jdbc.query(
          "select oubli.append_entry(?, ?, ?, ?, ?, ?, array[?]::text, 1)",
          row -> {},
          run,
          NAME + reason,
          policy.sha256(),
          COLLECTION,
          ACTION,
          asOf,
          fingerprint);
    }
    PseudonymKey.destroy(keys);
  }
}
