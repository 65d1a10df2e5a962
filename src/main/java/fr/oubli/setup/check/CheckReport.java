package fr.oubli.setup.check;

import fr.oubli.platform.console.Prose;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.schema.gate.Problem;
import java.util.ArrayList;
import java.util.List;

/**
 * What the check found: first the problems that would stop a purge, each with its correction, then
 * remarks and sections.
 *
 * @param wouldRun the first line where nothing is in a purge's way
 * @param remarks what is worth knowing and is in nobody's way
 * @param facts the same for programs
 */
public record CheckReport(
    String wouldRun,
    List<Problem> problems,
    List<String> remarks,
    List<CheckSection> sections,
    CheckFacts facts) {

  public CheckReport {
    problems = List.copyOf(problems);
    remarks = List.copyOf(remarks);
    sections = List.copyOf(sections);
  }

  CheckReport with(List<String> more) {
    List<String> all = new ArrayList<>(remarks);
    all.addAll(more);
    return new CheckReport(wouldRun, problems, all, sections, facts);
  }

  /** The same with more that would stop a purge. */
  CheckReport stopped(List<Problem> more) {
    List<Problem> all = new ArrayList<>(more);
    all.addAll(problems);
    return new CheckReport(wouldRun, all, remarks, sections, facts);
  }

  public ExitCode code() {
    if (problems.isEmpty()) {
      return ExitCode.DONE;
    }
    return problems.stream().anyMatch(problem -> problem.code() == ExitCode.INVALID)
        ? ExitCode.INVALID
        : ExitCode.REFUSED;
  }

  /** Its first line. */
  String summary() {
    long told = problems.stream().map(Problem::line).distinct().count();
    return told == 0 ? wouldRun : "a purge would refuse: " + Prose.count(told, "problem");
  }

  /** The report as it is printed. Its first line says whether a purge would run. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    List<String> told = problems.stream().map(Problem::line).distinct().toList();
    lines.add(summary());
    for (int i = 0; i < told.size(); i++) {
      lines.add("%3d. %s".formatted(i + 1, told.get(i)));
    }
    lines.addAll(remarks);
    for (CheckSection section : sections) {
      lines.add("");
      lines.add(section.title());
      lines.addAll(section.lines());
    }
    return lines;
  }
}
