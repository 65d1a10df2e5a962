package fr.oubli.rights.suppression;

import fr.oubli.model.policy.Cutoff;
import fr.oubli.model.policy.Policy;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How long entries of the suppression list are kept, for each reason as long as what it guards
 * against may come.
 *
 * <ul>
 *   <li><b>Objection</b>: the policy's {@code suppressions-kept}, three years at least, and as long
 *       as a backup may bring back the consents of before.
 *   <li><b>Erasure</b>: as long as the longest period of any rule too. What an import or a restore
 *       brings back is older than the erasure; after that period it is overdue when it comes, and
 *       the next night ends it by itself. Where nobody declared how long backups are kept, it does
 *       not end.
 * </ul>
 *
 * @param policy whose periods stand in it, none in the data
 * @param backups how long one is kept; null where nobody declared it
 */
record ListPeriods(Policy policy, @Nullable Period backups, LocalDate today) {

  /** The last day of entry of which the period is over; empty where nobody can say. */
  Optional<LocalDate> lastDay(SuppressionList.Reason reason) {
    List<Period> all = new ArrayList<>();
    all.add(policy.limits().requests().suppressed());
    if (backups != null) {
      all.add(backups);
    }
    if (reason == SuppressionList.Reason.ERASURE) {
      if (backups == null) {
        return Optional.empty();
      }
      policy.rules().forEach(rule -> all.add(rule.keep().period()));
    }
    return all.stream()
        .map(period -> Cutoff.lastDueDay(today, period))
        .min(Comparator.naturalOrder());
  }
}
