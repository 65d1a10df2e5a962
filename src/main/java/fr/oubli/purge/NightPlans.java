package fr.oubli.purge;

import fr.oubli.model.policy.Policy;
import fr.oubli.platform.console.Progress;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.purge.plan.Plan;
import fr.oubli.purge.plan.PlannedEnforcement;
import fr.oubli.purge.plan.Planner;
import fr.oubli.purge.plan.Referred;
import fr.oubli.purge.plan.RowsTold;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Makes the plans of a night: those that somebody reads, and those that a refused night names. */
record NightPlans(Policy policy, PlanRegister register, Progress progress) {

  private static final Set<Planner.Detail> TOLD =
      EnumSet.of(Planner.Detail.OLDEST, Planner.Detail.REFERRERS);

  PurgeOutcome dryRun(Night night, RowsTold told) {
    ApprovedPlan approved = night.approved();
    List<String> remarks = new ArrayList<>();
    Plan plan;
    String hash;
    if (approved == null) {
      String making = UUID.randomUUID().toString();
      plan = counted(night, night.planner().keeping(making).telling(told), TOLD);
      hash = remember(night, plan, making, true);
      remarks.add(PlanTable.of(plan));
      remarks.add("nothing was touched; plan " + hash + " as of " + plan.asOf());
      remarks.addAll(plan.overLines(policy.limits()));
    } else {
      plan = counted(night, night.planner().telling(told), TOLD);
      hash = approved.hash();
      remarks.add(PlanTable.of(plan));
      remarks.add(
          "nothing was touched; of plan %s, %d of %d rows would go as of %s"
              .formatted(
                  hash,
                  plan.lines().stream().mapToLong(PlannedEnforcement::actionable).sum(),
                  approved.rows().values().stream().mapToLong(Long::longValue).sum(),
                  plan.asOf()));
    }
    List<String> stay = Referred.of(plan).stream().map(Referred::line).toList();
    remarks.addAll(plan.inPartLines());
    remarks.addAll(stay);
    return PurgeOutcome.planned(
        plan.quarantines() ? ExitCode.QUARANTINE : ExitCode.DONE,
        remarks,
        PlanAnswer.of(plan, hash, approved != null, policy.limits(), stay));
  }

  /**
   * Notes a plan whose rows were kept, and answers its hash.
   *
   * @param asked somebody asked for the plan; else the night is refused without one
   */
  private String remember(Night night, Plan plan, String making, boolean asked) {
    String hash = PlanRegister.hash(night.terms(), plan);
    register.remember(
        new PlanRegister.Made(
            hash, making, asked, PlanTable.whole(plan), night.options().operator()),
        night.terms());
    return hash;
  }

  Plan counted(Night night, Planner planner, Set<Planner.Detail> details) {
    return new PlanCount(progress)
        .of(planner, night.options().asOf(), night.enforcements(), details);
  }

  /** A run over the limits acts on the rows of a plan that somebody approved. */
  void refuseOverLimits(Night night, Plan plan) {
    if (plan.over(policy.limits()).isEmpty()) {
      return;
    }
    // Only now is it worth asking which rows stay for others, and keeping those that do not.
    String making = UUID.randomUUID().toString();
    Plan named = counted(night, night.planner().keeping(making), TOLD);
    List<String> over = named.overLines(policy.limits());
    if (over.isEmpty()) {
      register.endWhatIsOver();
      return;
    }
    List<String> lines = new ArrayList<>(over);
    lines.add(
        "nothing was touched; read the plan with --dry-run, then run it with --plan "
            + remember(night, named, making, false));
    throw new Refusal(ExitCode.REFUSED, lines);
  }
}
