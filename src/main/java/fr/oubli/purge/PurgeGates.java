package fr.oubli.purge;

import fr.oubli.decision.Eligibilities;
import fr.oubli.decision.Enforcement;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.policy.FileColumns;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.policy.Rule;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.registers.recording.PathGate;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.catalog.Table;
import fr.oubli.schema.gate.Gates;
import fr.oubli.schema.gate.PeriodsInData;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** The gates of a night: policy, map and database must fit before a row is counted. */
record PurgeGates(Policy policy, DataMap map, DataSource dataSource) {

  /**
   * What may run once every gate has opened.
   *
   * @param policy with a rule for each period that stands in the data
   * @param files per table with files, the columns that hold their paths
   */
  record Open(
      Policy policy,
      Catalog catalog,
      Eligibilities eligibilities,
      List<Enforcement> enforcements,
      Map<Table, FileColumns> files) {

    Open {
      enforcements = List.copyOf(enforcements);
    }
  }

  /**
   * @throws Refusal when a gate finds a problem
   */
  Open open(PurgeOptions options) {
    String only = options.onlyRule();
    if (only != null && policy.rule(only).isEmpty()) {
      throw noRule(only);
    }
    Catalog catalog = Catalog.read(dataSource, map);
    Gates.refuse(Gates.check(dataSource, catalog, map, policy, acting(options)), map);
    if (!options.dryRun()) {
      Gates.refuse(Gates.checkRewrite(dataSource, map, policy), map);
    }
    Map<Table, FileColumns> files = PathGate.files(policy, map, catalog);
    PathGate paths = new PathGate(new JdbcTemplate(dataSource));
    Gates.refuse(paths.problems(files), map);
    Gates.refuse(paths.archived(files), map);
    Policy read = PeriodsInData.read(dataSource, catalog, map, policy);
    if (only != null && read.rules().stream().noneMatch(rule -> rule.isCalled(only))) {
      throw noRule(only);
    }
    Eligibilities eligibilities = new Eligibilities(read, map, catalog, options.asOf());
    return new Open(read, catalog, eligibilities, eligibilities.enforcements(only), files);
  }

  /** A dry run needs no right to do what it looks at. */
  private List<Rule> acting(PurgeOptions options) {
    String only = options.onlyRule();
    return policy.rules().stream()
        .filter(rule -> !options.dryRun() && (only == null || rule.isCalled(only)))
        .toList();
  }

  private static Refusal noRule(String name) {
    return new Refusal(ExitCode.INVALID, "the policy has no rule " + name);
  }
}
