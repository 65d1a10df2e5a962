package fr.oubli.purge;

import fr.oubli.model.policy.Limits;
import fr.oubli.purge.plan.Plan;
import fr.oubli.purge.plan.PlanLine;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a dry run answers to a program.
 *
 * @param plan its hash, which {@code --plan} takes
 * @param approved whether it is a plan made earlier, of which the rows that would go now are told
 * @param lines in the order in which they would run
 * @param overLimits a line for each that does more than a night may without approval
 * @param remarks what else the terminal is told
 * @param list the file with the rows; null where nobody asked for it
 */
public record PlanAnswer(
    LocalDate day,
    String plan,
    boolean approved,
    List<PlanLine> lines,
    List<String> overLimits,
    List<String> remarks,
    @Nullable String list) {

  /**
   * @param stay a line for each collection whose rows keep due ones
   */
  static PlanAnswer of(Plan plan, String hash, boolean approved, Limits limits, List<String> stay) {
    List<String> remarks = new ArrayList<>(plan.leftOutLines());
    remarks.addAll(plan.inPartLines());
    remarks.addAll(stay);
    return new PlanAnswer(
        plan.asOf(),
        hash,
        approved,
        plan.lines().stream().map(PlanLine::of).toList(),
        approved ? List.of() : plan.overLines(limits),
        remarks,
        null);
  }

  /** The same with the file that lists the rows. */
  PlanAnswer with(@Nullable Path file) {
    return new PlanAnswer(
        day, plan, approved, lines, overLimits, remarks, file == null ? null : file.toString());
  }
}
