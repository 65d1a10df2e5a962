package fr.oubli.purge;

import fr.oubli.platform.console.Failures;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.purge.message.DayMessage;
import fr.oubli.purge.report.Result;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Gathers, while a night goes on, what the message of the day will say of it. */
final class NightMessage {

  private final List<String> said = new ArrayList<>();
  private String policy = "";
  private @Nullable LocalDate day;
  private @Nullable PurgeOutcome outcome;

  void begins(String policyName, LocalDate asOf) {
    this.policy = policyName;
    this.day = asOf;
  }

  void purged(PurgeOutcome ended) {
    this.outcome = ended;
    long quarantined = sum(ended.results(), Result::quarantined);
    if (quarantined > 0) {
      said.add("in quarantine: " + quarantined + "; the page and oubli.quarantine name them");
    }
    said.addAll(ended.remarks());
  }

  /** A line that was told after the purge. */
  void said(String line) {
    said.add(line);
  }

  DayMessage ended(ExitCode code) {
    boolean stopped = outcome != null && outcome.stopped() != null;
    return message(code, code == ExitCode.DONE && !stopped ? List.of() : said);
  }

  /** As the terminal is told it. */
  DayMessage failed(RuntimeException failure) {
    Refusal refusal = Refusal.in(failure);
    return refusal == null
        ? message(ExitCode.FAILED, List.of("oubli failed: " + Failures.line(failure)))
        : message(refusal.code(), refusal.lines());
  }

  private DayMessage message(ExitCode code, List<String> needs) {
    PurgeOutcome ended = outcome;
    return ended == null
        ? new DayMessage(code, day, policy, 0, Map.of(), needs, null)
        : new DayMessage(code, day, policy, ended.run(), counts(ended), needs, page(ended));
  }

  private static @Nullable Path page(PurgeOutcome ended) {
    return ended.written().stream()
        .filter(file -> file.endsWith("index.html"))
        .findFirst()
        .map(Path::toAbsolutePath)
        .orElse(null);
  }

  private static Map<String, Long> counts(PurgeOutcome ended) {
    Map<String, Long> counts = new LinkedHashMap<>();
    PurgeOutcome.Stopped stopped = ended.stopped();
    if (stopped != null) {
      counts.put("done", stopped.done());
      Long left = stopped.left();
      if (left != null) {
        counts.put("left", left);
      }
      return counts;
    }
    List<Result> results = ended.results();
    counts.put("done", sum(results, Result::done));
    counts.put("held", sum(results, Result::heldAlone));
    counts.put("referred", sum(results, Result::referenced));
    counts.put("restricted", sum(results, Result::restricted));
    counts.put("quarantined", sum(results, Result::quarantined));
    counts.put("busy", sum(results, Result::busy));
    counts.put("unexplained", sum(results, Result::unexplained));
    return counts;
  }

  private static long sum(List<Result> results, ToLongFunction<Result> figure) {
    return results.stream().mapToLong(figure).sum();
  }
}
