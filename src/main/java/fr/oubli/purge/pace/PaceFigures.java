package fr.oubli.purge.pace;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What was measured while a night went on, for the person who launched it. */
final class PaceFigures {

  private final List<Double> shares = new ArrayList<>();
  private final List<Double> commits = new ArrayList<>();
  private long waited;
  private double behind;
  private double log;

  synchronized void note(Signs signs, double share) {
    shares.add(share);
    if (signs.commit() != null) {
      commits.add(signs.commit());
    }
    if (signs.behind() != null) {
      behind = Math.max(behind, signs.behind());
    }
    waited += signs.waiting() > 0 ? 1 : 0;
    log = Math.max(log, signs.log());
  }

  /**
   * One line; empty where nothing was measured.
   *
   * @param before what a small transaction took before the night, in milliseconds; null where none
   *     could be tried
   * @param replicas whether there are any, and whether they can be seen
   */
  synchronized List<String> told(@Nullable Double before, Replicas replicas) {
    if (shares.isEmpty()) {
      return List.of();
    }
    double mean = shares.stream().mapToDouble(Double::doubleValue).average().orElse(1);
    double least = shares.stream().mapToDouble(Double::doubleValue).min().orElse(1);
    return List.of(
        "pace: worked %s of the time (least %s); %s; %s; %s; the log grew by %s MB a second at most"
            .formatted(
                percent(mean),
                percent(least),
                commits(before),
                waited == 0
                    ? "nobody waited for it"
                    : "somebody waited for it at " + waited + " of " + shares.size() + " looks",
                replicas.told(behind),
                number(log / 1e6)));
  }

  private String commits(@Nullable Double before) {
    if (before == null || commits.isEmpty()) {
      return "what a commit takes could not be measured";
    }
    List<Double> sorted = commits.stream().sorted().toList();
    return "a small transaction took %s ms before, %s ms beside it, %s ms at most"
        .formatted(
            number(before),
            number(sorted.get(sorted.size() / 2)),
            number(sorted.get(sorted.size() - 1)));
  }

  private static String percent(double share) {
    return Math.round(share * 100) + " %";
  }

  private static String number(double number) {
    return String.format(Locale.ROOT, "%.1f", number);
  }
}
