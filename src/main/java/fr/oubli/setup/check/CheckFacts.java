package fr.oubli.setup.check;

import fr.oubli.purge.plan.PlanLine;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the check found, for programs.
 *
 * @param plan what each rule would do, in the order of a night; null where rows were not counted
 * @param missingIndexes the statement that makes each index that a clock of a large table lacks
 * @param coverage what the map leaves out; null where there is no map
 */
public record CheckFacts(
    @Nullable List<PlanLine> plan, List<String> missingIndexes, @Nullable Left coverage) {

  public CheckFacts {
    missingIndexes = List.copyOf(missingIndexes);
  }

  /**
   * What the map leaves out.
   *
   * @param tables of its schemas
   * @param unmapped tables that it does not name
   * @param unlisted columns of mapped tables that it does not list
   * @param overlooked columns that look personal, and of which it does not say so
   * @param neverEnded collections with personal columns that no rule ends; none without a policy
   */
  record Left(
      long tables,
      List<String> unmapped,
      List<String> unlisted,
      List<Overlooked> overlooked,
      List<String> neverEnded) {}

  /**
   * A column that looks personal.
   *
   * @param looksLike a category; null where a guess could be wrong
   */
  record Overlooked(
      String column, @Nullable String looksLike, String certainty, String whereItStands) {}

  /** A problem that would stop a purge, with the exit code of that. */
  private record Stop(int exit, String line) {}

  /** The whole answer. */
  private record Answer(
      LocalDate day,
      boolean wouldRun,
      String summary,
      List<Stop> problems,
      List<String> remarks,
      CheckFacts found) {}

  static Object answer(LocalDate day, CheckReport report) {
    return new Answer(
        day,
        report.problems().isEmpty(),
        report.summary(),
        report.problems().stream()
            .map(problem -> new Stop(problem.code().code(), problem.line()))
            .distinct()
            .toList(),
        report.remarks(),
        report.facts());
  }
}
