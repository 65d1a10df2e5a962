package fr.oubli.purge;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.purge.report.Result;
import java.nio.file.Path;
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
}
