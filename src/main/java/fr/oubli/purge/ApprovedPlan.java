package fr.oubli.purge;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.purge.report.Result;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A plan that somebody approved, and that still keeps its rows.
 *
 * @param making under which its rows are kept
 * @param asOf the day that it was made for
 * @param onlyRule the only rule that it was made for; null for all
 * @param rows how many it has, by {@code rule:collection}
 */
record ApprovedPlan(
    String hash, String making, LocalDate asOf, @Nullable String onlyRule, Map<String, Long> rows) {

  ApprovedPlan {
    rows = Map.copyOf(rows);
  }

  /**
   * The launch that runs it: for the day that was asked for, so that dates of the days since are
   * known to have come, and never for a day before its own.
   *
   * @param resumed the day of the run that this launch resumes; null where it begins one
   */
  PurgeOptions options(PurgeOptions asked, @Nullable LocalDate resumed) {
    LocalDate later = asked.asOf().isAfter(asOf) ? asked.asOf() : asOf;
    PurgeScope scope = new PurgeScope(asked.dryRun(), hash, onlyRule, asked.everything());
    return asked.with(scope).asOf(resumed == null ? later : resumed);
  }

  /**
   * @param rule that a launch asks for; null for all
   * @throws Refusal when the plan was made for other rules
   */
  void refuseAnotherRule(@Nullable String rule) {
    if (rule != null && !rule.equals(onlyRule)) {
      throw new Refusal(
          ExitCode.INVALID,
          "plan %s was made for %s; leave out --rule"
              .formatted(hash, onlyRule == null ? "all rules" : "rule " + onlyRule));
    }
  }

  /** What a run of it says beside what every run says. */
  List<String> remarks(List<Result> results) {
    List<String> remarks = new ArrayList<>();
    for (Result result : results) {
      long left = rows.getOrDefault(result.name(), 0L) - (result.due() - result.unplanned());
      if (left > 0) {
        remarks.add(
            "%s: %d of %d rows of the plan were left: they are gone, or no longer due"
                .formatted(result.name(), left, rows.get(result.name())));
      }
    }
    return remarks;
  }
}
