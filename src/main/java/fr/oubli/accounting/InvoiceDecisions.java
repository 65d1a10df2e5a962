package fr.oubli.accounting;

import fr.oubli.accounting.DecisionLine.Choice;
import fr.oubli.decision.DocumentDecisions;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.policy.Policy;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.registers.hold.HoldRegister;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.gate.Gates;
import fr.oubli.schema.gate.PeriodsInData;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Applies the accountants' decisions: a document to keep or to freeze gets a hold, one to destroy
 * an approval. All lines are applied or none, unless the caller asks otherwise.
 */
public final class InvoiceDecisions {

  /** How many documents were decided on, and why the other lines were not applied. */
  public record Applied(long kept, long frozen, long approved, List<String> faults) {}

  private final DataSource dataSource;
  private final JdbcTemplate jdbc;
  private final DocumentRelation relation;
  private final LocalDate today;
  private final String operator;

  public InvoiceDecisions(
      DataSource dataSource, Policy policy, DataMap map, LocalDate today, String operator) {
    this.dataSource = dataSource;
    this.jdbc = new JdbcTemplate(dataSource);
    Catalog catalog = Gates.fitting(dataSource, map, policy);
    Policy read = PeriodsInData.read(dataSource, catalog, map, policy);
    this.relation = new DocumentRelation(new DocumentDecisions(read, map, catalog, today), today);
    this.today = today;
    this.operator = operator;
  }

  /**
   * @param partial apply the lines that are right although others are not
   * @throws Refusal with one line per fault; nothing was applied then
   */
  public Applied apply(Path file, boolean partial) {
    return Objects.requireNonNull(
        new TransactionTemplate(new JdbcTransactionManager(dataSource))
            .execute(status -> applied(file, partial)));
  }

  private Applied applied(Path file, boolean partial) {
    DecisionTable table = new DecisionTable(jdbc);
    DecisionFile decisions = new DecisionFile(file, today, table);
    decisions.read();
    table.compare(relation);
    List<String> faults = table.faults(decisions::at);
    if (!faults.isEmpty() && !partial) {
      faults.add("nothing was applied; mend these lines, or use --partial to apply the others");
      throw new Refusal(ExitCode.INVALID, faults);
    }
    table.apply(
        new HoldRegister(dataSource), relation.decisions().accounting().documents(), operator);
    Map<Choice, Long> counts = table.counts();
    return new Applied(
        counts.getOrDefault(Choice.KEEP, 0L),
        counts.getOrDefault(Choice.FREEZE, 0L),
        counts.getOrDefault(Choice.DESTROY, 0L),
        faults);
  }
}
