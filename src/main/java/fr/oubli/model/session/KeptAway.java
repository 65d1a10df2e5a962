package fr.oubli.model.session;

import fr.oubli.model.policy.Policy;
import java.nio.file.Path;
import java.util.List;
import javax.sql.DataSource;

/** The people who must not come back with what is brought in, as their list knows them. */
@FunctionalInterface
public interface KeptAway {

  /** How the list writes somebody: in each way that it knows of writing an address. */
  @FunctionalInterface
  interface Digests {

    /**
     * @param kind {@code email} or {@code phone_number}
     */
    List<String> of(String kind, String value);
  }

  /**
   * What the list's key makes of identities.
   *
   * @param home where the key is
   */
  Digests digests(DataSource dataSource, Path home, Policy policy);
}
