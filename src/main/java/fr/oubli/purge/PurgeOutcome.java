package fr.oubli.purge;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.purge.report.Result;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How a launch ended.
 *
 * @param run its number in the register; 0 for a dry run
 * @param written the files it wrote
 * @param remarks lines for the person who launched it
 */
public record PurgeOutcome(
    ExitCode code, long run, List<Result> results, List<Path> written, List<String> remarks) {

  public PurgeOutcome {
    results = List.copyOf(results);
    written = List.copyOf(written);
    remarks = List.copyOf(remarks);
  }

  /** The same with more lines for the person who launched it. */
  PurgeOutcome with(List<String> more) {
    List<String> all = new ArrayList<>(remarks);
    all.addAll(more);
    return new PurgeOutcome(code, run, results, written, all);
  }

  /** The same with one more file. */
  PurgeOutcome with(Path file) {
    List<Path> all = new ArrayList<>(written);
    all.add(file);
    return new PurgeOutcome(code, run, results, all, remarks);
  }
}
