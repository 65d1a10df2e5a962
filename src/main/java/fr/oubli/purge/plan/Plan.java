package fr.oubli.purge.plan;

import fr.oubli.model.policy.Limits;
import java.time.LocalDate;
import java.util.List;

/**
 * What a run would do, counted before anything is touched.
 *
 * @param lines in the order in which they will run
 */
public record Plan(LocalDate asOf, List<PlannedEnforcement> lines) {

  public Plan {
    lines = List.copyOf(lines);
  }

  /** The lines that do more than one run may do without approval; rows that stay do not count. */
  public List<PlannedEnforcement> over(Limits limits) {
    return lines.stream().filter(line -> limits.exceededBy(line.going(), line.stored())).toList();
  }

  /** One line of text for each line over the limit, for people. */
  public List<String> overLines(Limits limits) {
    return over(limits).stream()
        .map(
            line ->
                "%s would %s %d of %d rows%s, over the limit of %.0f %%"
                    .formatted(
                        line.enforcement().name(),
                        line.enforcement().action().word(),
                        line.going(),
                        line.stored(),
                        line.staying() == 0
                            ? ""
                            : " (%d more are due and stay)".formatted(line.staying()),
                        limits.share() * 100))
        .toList();
  }

  /** A line of text for each line of which conditions leave out rows, for people. */
  public List<String> leftOutLines() {
    return lines.stream()
        .map(line -> line.leftOut().line(line))
        .filter(text -> !text.isEmpty())
        .toList();
  }

  /** A line of text for each line with rows of which a part is needed, for people. */
  public List<String> inPartLines() {
    return lines.stream()
        .filter(line -> line.inPart() > 0)
        .map(
            line ->
                "%s: %d of the held rows would be done but for what is needed of them"
                    .formatted(line.enforcement().name(), line.inPart()))
        .toList();
  }

  public boolean quarantines() {
    return lines.stream().anyMatch(line -> line.quarantined() > 0);
  }
}
