package fr.oubli.purge;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.purge.report.Result;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a launch ended.
 *
 * @param run its number in the register; 0 for a dry run
 * @param written the files it wrote
 * @param remarks lines for the person who launched it
 * @param stopped how far it came; null where it was not stopped at its moment
 * @param plan of a dry run, for a program; null for a run
 */
public record PurgeOutcome(
    ExitCode code,
    long run,
    List<Result> results,
    List<Path> written,
    List<String> remarks,
    @Nullable Stopped stopped,
    @Nullable PlanAnswer plan) {

  /**
   * How far a night came that stopped at its moment.
   *
   * @param done rows
   * @param left rows that it found due and had to leave; null where it had not counted them yet
   */
  public record Stopped(long done, @Nullable Long left) {}

  /** A launch that was not stopped at its moment. */
  public PurgeOutcome(
      ExitCode code, long run, List<Result> results, List<Path> written, List<String> remarks) {
    this(code, run, results, written, remarks, null, null);
  }

  /** A dry run, which is no run and only tells. */
  static PurgeOutcome planned(ExitCode code, List<String> remarks, PlanAnswer plan) {
    return new PurgeOutcome(code, 0, List.of(), List.of(), remarks, null, plan);
  }

  public PurgeOutcome {
    results = List.copyOf(results);
    written = List.copyOf(written);
    remarks = List.copyOf(remarks);
  }

  /** The same with more lines for the person who launched it. */
  PurgeOutcome with(List<String> more) {
    List<String> all = new ArrayList<>(remarks);
    all.addAll(more);
    return new PurgeOutcome(code, run, results, written, all, stopped, plan);
  }

  /** The same with one more file. */
  PurgeOutcome with(Path file) {
    List<Path> all = new ArrayList<>(written);
    all.add(file);
    return new PurgeOutcome(code, run, results, all, remarks, stopped, plan);
  }
}
