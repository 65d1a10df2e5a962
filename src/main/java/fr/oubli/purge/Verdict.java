package fr.oubli.purge;

import fr.oubli.platform.console.Prose;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.purge.report.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The last line of a night: how it ended, why, and what shows more.
 *
 * @param persons the collection whose rows are the persons; empty where the policy has none
 */
record Verdict(JdbcTemplate jdbc, String persons) {

  /** A row in quarantine that shows what is wrong; a person rather than something of theirs. */
  private static final String EXAMPLE =
      """
      select collection || ' ' || row_key from oubli.quarantine
      where collection !~ '[^a-zA-Z0-9_.]' and row_key !~ '[^a-zA-Z0-9_-]'
      order by collection = ? desc, collection, length(row_key), row_key limit 1""";

  String line(PurgeOutcome outcome, ExitCode code) {
    return "%s; exit %d".formatted(why(outcome, code), code.code());
  }

  private String why(PurgeOutcome outcome, ExitCode code) {
    PurgeOutcome.Stopped stopped = outcome.stopped();
    if (stopped != null) {
      return "stopped by --until: %s, %s"
          .formatted(
              Prose.count(stopped.done(), "row"),
              stopped.left() == null
                  ? "and what is left was not counted yet: begin earlier or stop later"
                  : stopped.left() + " left for the next night");
    }
    if (code != ExitCode.QUARANTINE) {
      return code == ExitCode.DONE ? "done: " + figures(outcome) : code.meaning();
    }
    long quarantined = sum(outcome, Result::quarantined);
    if (quarantined == 0) {
      return "done, but somebody has to look at what is said above";
    }
    long people =
        outcome.results().stream()
            .filter(result -> result.collection().equals(persons))
            .mapToLong(Result::quarantined)
            .max()
            .orElse(0);
    String who = people == 0 ? "" : (people == 1 ? "1 person, " : people + " people, ");
    List<String> example = jdbc.queryForList(EXAMPLE, String.class, persons);
    return "done: %s; in quarantine: %s%s%s"
        .formatted(
            figures(outcome),
            who,
            Prose.count(quarantined, "row"),
            example.isEmpty() ? "" : ": oubli explain " + example.get(0));
  }

  /** What went, and what stayed although it was due. */
  private static String figures(PurgeOutcome outcome) {
    List<String> figures = new ArrayList<>();
    figures.add(Prose.count(sum(outcome, Result::done), "row"));
    long kept = sum(outcome, Result::held) + sum(outcome, Result::restricted);
    if (kept > 0) {
      figures.add(kept + " kept");
    }
    return String.join(", ", figures);
  }

  private static long sum(PurgeOutcome outcome, ToLongFunction<Result> figure) {
    return outcome.results().stream().mapToLong(figure).sum();
  }
}
