package fr.oubli.registers.hold;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.registers.hold.HoldRegister.Scope;
import fr.oubli.schema.sql.RowKey;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Puts a hold, and says what it found once its turn came: a statement that was changing rows may
 * have taken the very row, or changed it.
 *
 * @param row finds the row that is held; null for a whole collection
 */
record HoldPlacing(DataSource dataSource, @Nullable RowKey row) {

  /** What somebody wants to be held; the key is null for a whole collection. */
  record Wanted(
      Scope scope,
      String collection,
      @Nullable String key,
      String reason,
      String owner,
      LocalDate reviewOn) {}

  /**
   * Lines for whoever asked.
   *
   * @throws Refusal when the row is gone, or such a hold is in force already
   */
  List<String> put(Wanted wanted, String operator) {
    long before = lastEntry();
    HoldRegister register = new HoldRegister(dataSource);
    return register.alone(
        () -> {
          List<String> meanwhile = meanwhile(wanted, before);
          refuseGone(wanted, meanwhile);
          register
              .inForce(wanted.scope(), wanted.collection(), wanted.key())
              .ifPresent(HoldPlacing::refuseTwice);
          long id =
              register.add(
                  wanted.scope(),
                  wanted.collection(),
                  wanted.key(),
                  wanted.reason(),
                  wanted.owner(),
                  wanted.reviewOn(),
                  operator);
          List<String> lines = new ArrayList<>(List.of("hold " + id + " is in force"));
          meanwhile.forEach(line -> lines.add("but before it was, the row was " + line));
          return lines;
        });
  }

  private void refuseGone(Wanted wanted, List<String> meanwhile) {
    String key = wanted.key();
    if (row == null || key == null || row.exists(dataSource, key)) {
      return;
    }
    throw new Refusal(
        ExitCode.REFUSED,
        "%s %s is gone: while the hold waited for its turn it was %s; no hold was put"
            .formatted(
                wanted.collection(),
                key,
                meanwhile.isEmpty() ? "deleted by another program" : String.join(", ", meanwhile)));
  }

  /**
   * Two holds on the same rows are refused: whoever released one of them would believe that nothing
   * keeps the rows any more.
   */
  private static void refuseTwice(long id) {
    throw new Refusal(
        ExitCode.REFUSED,
        "hold %d is in force on it already; jobs/hold release %d first, to give another reason"
            .formatted(id, id));
  }

  private long lastEntry() {
    return Objects.requireNonNull(
        new JdbcTemplate(dataSource)
            .queryForObject("select coalesce(max(seq), 0) from oubli.ledger_entry", Long.class));
  }

  /** What the ledger says was done to the row since. */
  private List<String> meanwhile(Wanted wanted, long before) {
    return wanted.key() == null
        ? List.of()
        : new JdbcTemplate(dataSource)
            .queryForList(
                """
                select format('%s by rule %s in run %s', case action when 'delete' then 'deleted'
                    when 'anonymise' then 'anonymised' when 'archive' then 'archived'
                    else action end, rule, run)
                from oubli.ledger_entry
                where seq > ? and collection = ? and ? = any (row_keys::text[])
                order by seq""",
                String.class, before, wanted.collection(), wanted.key());
  }
}
