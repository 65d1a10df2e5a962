package fr.oubli.schema.gate;

import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.policy.Rule;
import fr.oubli.model.yaml.Faults;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.schema.catalog.Catalog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Checks everything that must hold before a row is touched. All problems are told at once, each
 * with its mend; a run with any problem does not start.
 */
public final class Gates {

  /** Problems that are shown where the map is probably another database's. */
  private static final int SHOWN = 5;

  /** Somebody who maps a database of their own can have so many problems at once, and not more. */
  private static final int MANY = 20;

  private Gates() {}

  /** For a run that changes rows, and for a look at what it would change. */
  public static List<Problem> check(
      DataSource dataSource, Catalog catalog, DataMap map, Policy policy) {
    return check(dataSource, catalog, map, policy, true, List.of());
  }

  /**
   * The same, and whether the role may do what some of the rules ask for.
   *
   * @param acting these rules
   */
  public static List<Problem> check(
      DataSource dataSource, Catalog catalog, DataMap map, Policy policy, List<Rule> acting) {
    return check(dataSource, catalog, map, policy, true, acting);
  }

  /** Beside those, for a night that may write tables anew. */
  public static List<Problem> checkRewrite(DataSource dataSource, DataMap map, Policy policy) {
    return new MaintenanceGate(dataSource, map, policy).problems();
  }

  /**
   * For a job that changes no row. It is not asked whether masks fit and whether rows can be
   * deleted fast, so that the job needs no right to read the tables concerned.
   */
  public static List<Problem> checkReading(
      DataSource dataSource, Catalog catalog, DataMap map, Policy policy) {
    return check(dataSource, catalog, map, policy, false, List.of());
  }

  /**
   * The catalogue, for a job that only needs the map and the policy to be of this database.
   *
   * @throws Refusal when they are not, with the first problems and how to name other files
   */
  public static Catalog fitting(DataSource dataSource, DataMap map, Policy policy) {
    Catalog catalog = Catalog.read(dataSource, map);
    List<String> lines =
        new ArrayList<>(new MapGate(catalog, map).problems().stream().map(Problem::line).toList());
    if (lines.isEmpty()) {
      new KeyGate(catalog, map, policy).problems().forEach(problem -> lines.add(problem.line()));
      against(policy, map).all().forEach(fault -> lines.add(fault.toString()));
    }
    if (lines.isEmpty()) {
      new TieGate(catalog, map, policy).problems().forEach(problem -> lines.add(problem.line()));
      new PeriodGate(catalog, map, policy).problems().forEach(problem -> lines.add(problem.line()));
    }
    if (lines.isEmpty()) {
      return catalog;
    }
    throw new Refusal(ExitCode.INVALID, inShort(lines, map));
  }

  private static List<String> inShort(List<String> lines, DataMap map) {
    List<String> told = new ArrayList<>(lines.subList(0, Math.min(SHOWN, lines.size())));
    if (lines.size() > SHOWN) {
      told.add("and %d more, see jobs/check".formatted(lines.size() - SHOWN));
    }
    told.add(inUse(map));
    return told;
  }

  private static String inUse(DataMap map) {
    return "the map in use is "
        + map.collections().stream().findFirst().map(at -> at.place().file()).orElse(map.key())
        + "; name yours with --datamap FILE or OUBLI_DATAMAP, and its policy with --policy FILE"
        + " or OUBLI_POLICY";
  }

  /** Which map is in use, where so much is wrong that it is probably another database's. */
  public static Optional<String> probablyAnother(List<Problem> problems, DataMap map) {
    long invalid =
        problems.stream().filter(problem -> problem.code() == ExitCode.INVALID).distinct().count();
    return invalid > MANY ? Optional.of(inUse(map)) : Optional.empty();
  }

  /**
   * For a job that needs no database.
   *
   * @throws Refusal when the policy speaks of what the map does not have
   */
  public static void refuseMismatch(Policy policy, DataMap map) {
    against(policy, map).refuseIfAny();
  }

  private static Faults against(Policy policy, DataMap map) {
    Faults faults = new Faults();
    PolicyAgainstMap.check(policy, map, faults);
    return faults;
  }

  /** The problems of a map whose policy cannot be read yet. */
  public static List<Problem> checkMap(Catalog catalog, DataMap map) {
    List<Problem> problems = new MapGate(catalog, map).problems();
    return problems.isEmpty() ? new DriftGate(catalog, map).problems() : problems;
  }

  private static List<Problem> check(
      DataSource dataSource,
      Catalog catalog,
      DataMap map,
      Policy policy,
      boolean changes,
      List<Rule> acting) {
    List<Problem> problems = new ArrayList<>();
    against(policy, map)
        .all()
        .forEach(fault -> problems.add(new Problem(ExitCode.INVALID, fault.toString())));
    problems.addAll(new MapGate(catalog, map).problems());
    problems.addAll(new KeyGate(catalog, map, policy).problems());
    if (problems.isEmpty()) {
      // The other gates read rows.
      problems.addAll(new RightsGate(dataSource, catalog, map, policy).problems(acting));
    }
    if (!problems.isEmpty()) {
      return problems;
    }
    problems.addAll(new TieGate(catalog, map, policy).problems());
    problems.addAll(new ClockGate(catalog, map, policy).problems());
    problems.addAll(new DateFormGate(catalog, map, policy.zone()).problems());
    problems.addAll(new FilterGate(dataSource, catalog, map, policy).problems());
    problems.addAll(new PeriodGate(catalog, map, policy).problems());
    problems.addAll(new DriftGate(catalog, map).problems());
    problems.addAll(new SightGate(catalog, map).problems());
    problems.addAll(new TypeGate(dataSource, catalog, map).problems());
    if (changes) {
      problems.addAll(new PersonalKeyGate(dataSource, catalog, map, policy).problems());
      problems.addAll(new SubscriptionGate(dataSource, catalog, map).problems());
      problems.addAll(new EpochGate(dataSource, catalog, map).problems());
      problems.addAll(new MaskGate(dataSource, catalog, map, policy).problems());
      problems.addAll(new JsonGate(dataSource, catalog, map).problems());
      problems.addAll(new RewriteGate(catalog, map, policy).problems());
      problems.addAll(new DeadEndGate(catalog, map, policy).problems());
      problems.addAll(new IndexGate(dataSource, catalog, map, policy).problems());
      problems.addAll(new CycleGate(catalog, map, policy).problems());
    }
    return problems;
  }

  /**
   * Refuses a run that has problems. Where so much is wrong that the map is probably another
   * database's, only the first problems are told, and which map is in use.
   *
   * @throws Refusal when there is a problem: exit code 2 if a file is at fault, 4 otherwise
   */
  public static void refuse(List<Problem> problems, DataMap map) {
    List<String> lines = problems.stream().map(Problem::line).distinct().toList();
    boolean invalid = problems.stream().anyMatch(problem -> problem.code() == ExitCode.INVALID);
    if (probablyAnother(problems, map).isPresent()) {
      throw new Refusal(ExitCode.INVALID, inShort(lines, map));
    }
    if (!lines.isEmpty()) {
      throw new Refusal(invalid ? ExitCode.INVALID : ExitCode.REFUSED, lines);
    }
  }
}
