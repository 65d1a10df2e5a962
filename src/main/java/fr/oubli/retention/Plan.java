package fr.oubli.retention;

import fr.oubli.policy.Limits;
import java.time.LocalDate;
import java.util.List;

/** What a run would do, counted before anything is touched. */
public record Plan(LocalDate asOf, List<Planned> lines) {

  public Plan {
    lines = List.copyOf(lines);
  }

  /** The lines that do more than one run may do without approval. */
  public List<Planned> over(Limits limits) {
    return lines.stream()
        .filter(line -> limits.exceededBy(line.actionable(), line.stored()))
        .toList();
  }

  public boolean quarantines() {
    return lines.stream().anyMatch(line -> line.quarantined() > 0);
  }
}
