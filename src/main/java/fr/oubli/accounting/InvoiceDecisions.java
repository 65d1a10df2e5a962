package fr.oubli.accounting;

import fr.oubli.accounting.DecisionLine.Choice;
import fr.oubli.catalog.Catalog;
import fr.oubli.datamap.DataMap;
import fr.oubli.decision.DocumentDecisions;
import fr.oubli.decision.Sql;
import fr.oubli.exit.ExitCode;
import fr.oubli.exit.Refusal;
import fr.oubli.hold.HoldRegister;
import fr.oubli.hold.HoldRegister.Scope;
import fr.oubli.policy.Policy;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes the accountants' decisions: to keep or to freeze becomes a hold, to destroy an approval.
 * All lines or none, unless asked otherwise.
 */
public final class InvoiceDecisions {

  /** How long a document that is kept without a date of its own is left alone. */
  private static final int YEARS_TO_REVIEW = 1;

  /** What was done, and the lines that were not. */
  public record Applied(long kept, long frozen, long approved, List<String> faults) {}

  private record Stored(
      String key,
      String series,
      String number,
      LocalDate issued,
      BigDecimal inclTax,
      LocalDate keptUntil) {}

  private final DataSource dataSource;
  private final JdbcTemplate jdbc;
  private final Ledger ledger;
  private final LocalDate today;
  private final String operator;

  public InvoiceDecisions(
      DataSource dataSource, Policy policy, DataMap map, LocalDate today, String operator) {
    this.dataSource = dataSource;
    this.jdbc = new JdbcTemplate(dataSource);
    Catalog catalog = Catalog.read(dataSource, map);
    this.ledger = new Ledger(new DocumentDecisions(policy, map, catalog, today), today);
    this.today = today;
    this.operator = operator;
  }

  /**
   * @param partial apply the lines that are right although others are not
   * @throws Refusal with one line per fault; nothing was applied then
   */
  public Applied apply(Path file, boolean partial) {
    DecisionFile read = DecisionFile.read(file, today);
    List<String> faults = new ArrayList<>(read.faults());
    Map<DecisionLine, Stored> known = new HashMap<>();
    List<DecisionLine> right = new ArrayList<>();
    Map<String, List<Stored>> stored = stored(read.lines());
    for (DecisionLine line : read.lines()) {
      List<Stored> found = stored.getOrDefault(numbered(line.series(), line.number()), List.of());
      String fault =
          found.size() == 1 && known.containsValue(found.get(0))
              ? "decides a second time on " + line.number() + "; leave one of the two lines"
              : fault(line, found);
      if (fault.isEmpty()) {
        known.put(line, found.get(0));
        right.add(line);
      } else {
        faults.add(read.at(line.line(), fault));
      }
    }
    if (!faults.isEmpty() && !partial) {
      faults.add("nothing was applied; mend these lines, or use --partial to apply the others");
      throw new Refusal(ExitCode.INVALID, faults);
    }
    return apply(right, known, faults);
  }

  private Map<String, List<Stored>> stored(List<DecisionLine> lines) {
    Sql sql =
        Sql.format(
            "select row_key, series, number, issued, incl_tax, kept_until from {} d"
                + " where number = any ({})",
            ledger.documentsAlone(),
            Sql.of(
                "?",
                (Object)
                    lines.stream().map(DecisionLine::number).distinct().toArray(String[]::new)));
    Map<String, List<Stored>> stored = new HashMap<>();
    jdbc.query(
        sql.text(),
        row -> {
          Stored each =
              new Stored(
                  row.getString(1),
                  row.getString(2),
                  row.getString(3),
                  row.getObject(4, LocalDate.class),
                  row.getBigDecimal(5),
                  row.getObject(6, LocalDate.class));
          stored
              .computeIfAbsent(numbered(each.series(), each.number()), key -> new ArrayList<>())
              .add(each);
        },
        sql.values().toArray());
    return stored;
  }

  private static String numbered(String series, String number) {
    return series + "\n" + number;
  }

  private static String fault(DecisionLine line, List<Stored> found) {
    String name = (line.series().isEmpty() ? "" : line.series() + "-") + line.number();
    if (found.isEmpty()) {
      return "no document " + name + " is stored; was a zero in front lost in the spreadsheet?";
    }
    if (found.size() > 1) {
      return "number " + name + " is there " + found.size() + " times; decide with jobs/hold";
    }
    Stored stored = found.get(0);
    if (!stored.issued().equals(line.issued())) {
      return name
          + " was issued on "
          + stored.issued()
          + ", not on "
          + line.issued()
          + "; was the date turned in the spreadsheet?";
    }
    if (stored.inclTax().compareTo(line.inclTax()) != 0) {
      return "the amount of " + name + " is not the stored one; was it changed in the spreadsheet?";
    }
    if (line.choice() == Choice.DESTROY && !stored.keptUntil().isBefore(line.on())) {
      return name + " must be kept until " + stored.keptUntil();
    }
    return "";
  }

  private Applied apply(
      List<DecisionLine> lines, Map<DecisionLine, Stored> known, List<String> faults) {
    Map<Choice, Long> counts = new EnumMap<>(Choice.class);
    new TransactionTemplate(new JdbcTransactionManager(dataSource))
        .executeWithoutResult(
            status -> {
              for (DecisionLine line : lines) {
                String key = java.util.Objects.requireNonNull(known.get(line)).key();
                if (line.choice() == Choice.DESTROY) {
                  approve(line, key);
                } else {
                  hold(line, key);
                }
                counts.merge(line.choice(), 1L, Long::sum);
              }
            });
    return new Applied(
        counts.getOrDefault(Choice.KEEP, 0L),
        counts.getOrDefault(Choice.FREEZE, 0L),
        counts.getOrDefault(Choice.DESTROY, 0L),
        faults);
  }

  private void approve(DecisionLine line, String key) {
    jdbc.update(
        "insert into oubli.document_approval"
            + " (collection, row_key, approved_by, approved_on, entered_by)"
            + " values (?, ?, ?, ?, ?) on conflict do nothing",
        documents(),
        key,
        line.by(),
        line.on(),
        operator);
  }

  /** The same file read twice makes one hold; a freeze takes an earlier approval back. */
  private void hold(DecisionLine line, String key) {
    jdbc.update(
        "delete from oubli.document_approval where collection = ? and row_key = ?",
        documents(),
        key);
    String reason = "accountant's decision of " + line.on() + ": " + line.choice();
    Long same =
        jdbc.queryForObject(
            "select count(*) from oubli.hold where released_at is null and scope = 'row'"
                + " and collection = ? and row_key = ? and reason = ?",
            Long.class,
            documents(),
            key,
            reason);
    if (same == null || same == 0) {
      new HoldRegister(dataSource)
          .add(
              Scope.ROW,
              documents(),
              key,
              reason,
              line.by(),
              line.reviewOn() == null ? line.on().plusYears(YEARS_TO_REVIEW) : line.reviewOn(),
              operator);
    }
  }

  private String documents() {
    return ledger.decisions().accounting().documents();
  }
}
