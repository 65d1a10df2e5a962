package fr.oubli.purge.plan;

import fr.oubli.decision.Enforcement;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Is told the rows to act on of every enforcement, in the snapshot in which they are counted, and
 * maybe of several at the same time.
 */
@FunctionalInterface
public interface RowsTold {

  /** Nobody wants to know. */
  RowsTold NOBODY = (enforcement, jdbc) -> {};

  /**
   * @param enforcement whose questions may be asked now
   * @param jdbc in the transaction of the snapshot
   */
  void rows(Enforcement enforcement, JdbcTemplate jdbc);
}
