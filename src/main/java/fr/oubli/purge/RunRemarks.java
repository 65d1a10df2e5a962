package fr.oubli.purge;

import fr.oubli.decision.statement.NulledReferences;
import fr.oubli.platform.console.Prose;
import fr.oubli.purge.plan.PlannedEnforcement;
import fr.oubli.purge.report.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;

/** What a run says to the person who launched it, beside its table. */
record RunRemarks(JdbcTemplate jdbc, long run) {

  List<String> of(List<Result> results) {
    List<String> remarks = new ArrayList<>();
    results.forEach(result -> remarks.addAll(of(result)));
    newOnly(results).ifPresent(remarks::add);
    results.forEach(result -> triggers(result).ifPresent(remarks::add));
    remarks.addAll(nulledReferences());
    remarks.addAll(new FileRemarks(jdbc, run).all());
    return remarks;
  }

  static String stay(long rows) {
    return Prose.count(rows, "row") + (rows == 1 ? " stays" : " stay");
  }

  private static List<String> of(Result result) {
    List<String> remarks = new ArrayList<>();
    if (result.unexplained() != 0) {
      remarks.add(
          "%s: %s: nothing explains why; see the log, then run again"
              .formatted(result.name(), stay(result.unexplained())));
    }
    result
        .reasons()
        .forEach(
            (reason, count) ->
                remarks.add(
                    "%s: %s: %s"
                        .formatted(result.name(), stay(count), inWords(reason, count == 1))));
    if (result.inPart() > 0) {
      remarks.add(
          "%s: %d of the held rows are done but for what is needed of them"
              .formatted(result.name(), result.inPart()));
    }
    if (result.planned().unlisted() > 0) {
      remarks.add(
          "%s: %d rows are in quarantine; oubli.quarantine lists %d of them"
              .formatted(result.name(), result.quarantined(), PlannedEnforcement.MOST_LISTED));
    }
    if (result.noLonger() > 0) {
      remarks.add(
          "%s: no longer due at their turn: %s; another rule took them, or they changed"
              .formatted(result.name(), Prose.count(result.noLonger(), "row")));
    }
    return remarks;
  }

  private static String inWords(String reason, boolean one) {
    String them = one ? "it" : "them";
    return switch (reason) {
      case Result.REFERENCED -> "rows refer to " + them + " that are not due, named by jobs/check";
      case Result.UNPLANNED ->
          "the plan does not have %s; %s for the next one"
              .formatted(them, one ? "it waits" : "they wait");
      case Result.BUSY ->
          "other sessions lock %1$s, or rewrite %1$s again and again; the next night meets %1$s"
              .formatted(them);
      default -> reason;
    };
  }

  /** Nothing else explains a row that its statement should have changed and did not. */
  private static Optional<String> triggers(Result result) {
    List<String> triggers = result.planned().enforcement().decidingTriggers();
    return result.unexplained() != 0 && !triggers.isEmpty()
        ? Optional.of(
            "%s: the table has triggers that can keep a row as it is: %s"
                .formatted(result.name(), String.join(", ", triggers)))
        : Optional.empty();
  }

  private List<String> nulledReferences() {
    return jdbc.query(
        "select rule, collection, sum(row_count) as rows from oubli.ledger_entry"
            + " where run = ? and action = ? group by 1, 2 order by 1, 2",
        (row, number) ->
            "%s:%s: %s lost the reference to a row that went"
                .formatted(
                    row.getString("rule"),
                    row.getString("collection"),
                    Prose.count(row.getLong("rows"), "row")),
        run,
        NulledReferences.ACTION);
  }

  private static Optional<String> newOnly(List<Result> results) {
    String names =
        results.stream()
            .filter(result -> result.everythingOn() != null)
            .map(result -> "%s (%s)".formatted(result.name(), result.everythingOn()))
            .collect(Collectors.joining(", "));
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "looked at what is new; at everything with --everything, and last on the day named: "
                + names);
  }
}
