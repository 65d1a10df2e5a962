package fr.oubli.rights.version;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The register of the published policy's versions. What is in it is never changed. */
public final class PolicyVersions {

  /**
   * One version.
   *
   * @param sha256 of the text that was published
   * @param from the day since which it holds
   * @param changed what is different from the version before
   */
  public record PolicyVersion(
      String version, String sha256, LocalDate from, String changed, String addedBy) {}

  private final JdbcClient jdbc;

  public PolicyVersions(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
  }

  /** All versions, the oldest first. */
  public List<PolicyVersion> all() {
    return jdbc.sql(
            "select version, sha256, from_day, changed, added_by from oubli.policy_version"
                + " order by from_day, added_at")
        .query(
            (row, number) ->
                new PolicyVersion(
                    Objects.requireNonNull(row.getString("version")),
                    Objects.requireNonNull(row.getString("sha256")),
                    Objects.requireNonNull(row.getObject("from_day", LocalDate.class)),
                    Objects.requireNonNull(row.getString("changed")),
                    Objects.requireNonNull(row.getString("added_by"))))
        .list();
  }

  /**
   * @throws Refusal where the version is there already: people may have accepted it
   */
  void add(PolicyVersion version) {
    try {
      jdbc.sql(
              "insert into oubli.policy_version (version, sha256, from_day, changed, added_by)"
                  + " values (?, ?, ?, ?, ?)")
          .params(
              version.version(),
              version.sha256(),
              version.from(),
              version.changed(),
              version.addedBy())
          .update();
    } catch (DuplicateKeyException e) {
      throw new Refusal(
          ExitCode.INVALID,
          "version %s is registered already, and is never changed; give the new text a version of its own"
              .formatted(version.version()));
    }
  }
}
