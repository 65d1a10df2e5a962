package fr.oubli.rights.suppression;

import fr.oubli.model.policy.Policy;
import fr.oubli.model.session.KeptAway;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.rights.request.Identity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The suppression list, for what brings rows in. */
public final class SuppressedPeople implements KeptAway {

  /**
   * @throws Refusal where the list has entries and its key is gone: with a new one nobody would be
   *     found on it
   */
  @Override
  public Digests digests(DataSource dataSource, Path home, Policy policy) {
    boolean filled =
        JdbcClient.create(dataSource)
            .sql("select exists (select from oubli.suppression) as filled")
            .query(Boolean.class)
            .single();
    if (!filled) {
      return (kind, value) -> List.of();
    }
    if (!Files.exists(SuppressionKey.own(home))) {
      throw new Refusal(
          ExitCode.REFUSED,
          "the suppression list has entries, and its key %s is not there; restore it from its copy"
              .formatted(SuppressionKey.own(home)));
    }
    SuppressionList list = SuppressionList.in(dataSource, home, policy);
    return (kind, value) -> digests(list, kind, value);
  }

  /** What is no address in its plain spelling is on no list. */
  private static List<String> digests(SuppressionList list, String kind, String value) {
    try {
      Identity identity =
          kind.equals(Identity.PHONE) ? Identity.phone(value) : Identity.email(value);
      return list.digests(identity, value);
    } catch (Refusal e) {
      return List.of();
    }
  }
}
