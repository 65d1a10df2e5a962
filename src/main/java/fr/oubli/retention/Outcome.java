package fr.oubli.retention;

import fr.oubli.exit.ExitCode;
import java.nio.file.Path;
import java.util.List;

/**
 * How a launch ended.
 *
 * @param run its number in the register; 0 for a dry run
 * @param written the files it wrote
 * @param remarks lines for the person who launched it
 */
public record Outcome(
    ExitCode code, long run, List<Result> results, List<Path> written, List<String> remarks) {

  public Outcome {
    results = List.copyOf(results);
    written = List.copyOf(written);
    remarks = List.copyOf(remarks);
  }
}
