package fr.oubli.registers.pseudonym;

import fr.oubli.model.policy.Masks;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.policy.mask.MaskEffect;
import fr.oubli.model.policy.mask.Pseudonym;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Sessions that are lent the key of pseudonyms, as a setting that they alone see. It goes there as
 * a parameter, so that no text of a statement has it, wherever the server keeps these.
 */
public final class PseudonymSessions extends DelegatingDataSource {

  private static final String LEND = "select set_config(?, ?, false), set_config(?, ?, false)";

  private final PseudonymKey key;

  private PseudonymSessions(DataSource sessions, PseudonymKey key) {
    super(sessions);
    this.key = key;
  }

  /**
   * The same sessions where the policy asks for no pseudonyms.
   *
   * @param keys the folder of the key, which is made the first time
   */
  public static DataSource of(DataSource sessions, Policy policy, Path keys) {
    return isAsked(policy) ? new PseudonymSessions(sessions, PseudonymKey.in(keys)) : sessions;
  }

  private static boolean isAsked(Policy policy) {
    return policy.masks().byName().values().stream()
        .map(Masks.Entry::mask)
        .anyMatch(mask -> mask.effect() == MaskEffect.LINKS);
  }

  @Override
  public Connection getConnection() throws SQLException {
    Connection connection = super.getConnection();
    try (PreparedStatement lend = connection.prepareStatement(LEND)) {
      lend.setString(1, Pseudonym.INNER);
      lend.setString(2, key.inner());
      lend.setString(3, Pseudonym.OUTER);
      lend.setString(4, key.outer());
      lend.execute();
      return connection;
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }
}
