package fr.oubli.rights.transfer;

import fr.oubli.rights.request.Right;
import fr.oubli.rights.suppression.SuppressionList;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Objections to the transfer of one's data, in the register of requests: a request of objection
 * with a scope of its own.
 */
final class TransferObjections {

  /** The scope of such a request, and the channel of its entry on the suppression list. */
  static final String SCOPE = SuppressionList.TRANSFER;

  private static final String ASKED =
      "from oubli.request q where q.kind = 'objection' and q.scope = ? and q.state <> 'refused'"
          + " and not q.without_answer";

  private final JdbcTemplate jdbc;

  TransferObjections(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** Those that nobody carried out yet. */
  List<Long> waiting() {
    return jdbc.queryForList(
        "select q.id "
            + ASKED
            + " and q.ended_on is null and not exists (select from oubli.request_event e"
            + " where e.request = q.id and e.step = ?) order by q.id",
        Long.class,
        SCOPE,
        Right.OBJECTION.step());
  }

  /** How many there are, carried out or waiting. */
  long count() {
    Long count = jdbc.queryForObject("select count(*) " + ASKED, Long.class, SCOPE);
    return count == null ? 0 : count;
  }
}
