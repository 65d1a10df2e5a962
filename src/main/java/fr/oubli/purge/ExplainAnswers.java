package fr.oubli.purge;

import fr.oubli.decision.Enforcement;
import fr.oubli.decision.Explanation;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What {@code explain} answers to a program. */
final class ExplainAnswers {

  private ExplainAnswers() {}

  /**
   * One row.
   *
   * @param exists whether it is still there; else only what was done with it is told
   * @param rules what each rule that acts on its collection decides
   * @param persons whose it is and whom it concerns beside, a line each
   * @param done what the ledger says was done with it, the oldest first
   */
  record Row(
      String collection,
      String key,
      LocalDate day,
      boolean exists,
      List<Decided> rules,
      List<String> persons,
      List<Entry> done) {}

  /**
   * What one rule decides.
   *
   * @param clockStarted null where the rule does not bear on the row
   * @param dueOn the first day on which the row is due; null where nothing tells
   * @param source where the policy promises it, or that it is silent
   */
  record Decided(
      String rule,
      String action,
      String verdict,
      @Nullable LocalDate clockStarted,
      @Nullable LocalDate dueOn,
      String source,
      Reasons reasons) {

    static Decided of(Explanation one) {
      return new Decided(
          one.rule(),
          one.action(),
          one.verdict().name().toLowerCase(Locale.ROOT),
          one.anchor(),
          one.dueOn(),
          one.remark(),
          Reasons.of(one));
    }
  }

  /**
   * What stands between the row and its end.
   *
   * @param outside what the row does not meet of the rule's conditions
   * @param notEnded the row and the date of it that says that something goes on
   * @param culprit the row and the date of it that put this one in quarantine
   * @param keptByRows rows of other collections that keep it although it is due
   */
  record Reasons(
      List<String> keptBy,
      @Nullable String outside,
      @Nullable String notEnded,
      @Nullable String culprit,
      List<Keeper> keptByRows) {

    static Reasons of(Explanation one) {
      return new Reasons(
          one.keptBy(),
          one.outside(),
          one.notEnded(),
          one.culprit(),
          one.referrers().entrySet().stream()
              .map(
                  each ->
                      new Keeper(
                          each.getKey().collection(), each.getValue(), each.getKey().whole()))
              .toList());
    }
  }

  /**
   * Rows that keep one.
   *
   * @param belongs whether it belongs to them; else they refer to it
   */
  record Keeper(String collection, long rows, boolean belongs) {}

  /** A ledger entry that names the row, at a moment in UTC. */
  record Entry(long entry, long run, String rule, String action, String at) {

    String line(String key, String collection) {
      return "row %s of %s: %s by rule %s in run %d, ledger entry %d, %s UTC"
          .formatted(key, collection, action, rule, run, entry, at.replaceAll("[TZ]", " ").strip());
    }
  }

  /** The statements of a rule. */
  record Statements(LocalDate day, List<Enforced> enforcements) {}

  /** How one rule is enforced on one collection, in the order of a night. */
  record Enforced(
      String rule, String collection, String action, LocalDate cutoff, List<Statement> statements) {

    static Enforced of(Enforcement enforcement, List<Statement> statements) {
      return new Enforced(
          enforcement.rule().name(),
          enforcement.collection(),
          enforcement.action().word(),
          enforcement.cutoff(),
          statements);
    }
  }

  /**
   * A statement with its values.
   *
   * @param title what it is for
   * @param changes whether it changes or locks rows; others only read
   * @param plan how PostgreSQL does it, line by line; null where nobody asked
   */
  record Statement(String title, String sql, boolean changes, @Nullable List<String> plan) {}
}
