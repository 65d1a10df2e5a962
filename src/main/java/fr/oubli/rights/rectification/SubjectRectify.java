package fr.oubli.rights.rectification;

import fr.oubli.decision.statement.RequestedWrite;
import fr.oubli.decision.statement.TriggerPath;
import fr.oubli.evidence.Evidence;
import fr.oubli.evidence.RunRegister.Terms;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.policy.Policy;
import fr.oubli.platform.console.Failures;
import fr.oubli.platform.console.RunLock;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.registers.hold.HoldLock;
import fr.oubli.rights.reply.CategoryOutcome;
import fr.oubli.rights.reply.CategoryOutcome.Kind;
import fr.oubli.rights.reply.CorrectedValue;
import fr.oubli.rights.reply.CorrectionRegister;
import fr.oubli.rights.reply.OutcomeRegister;
import fr.oubli.rights.request.Request;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.catalog.SqlName;
import fr.oubli.schema.catalog.Table;
import fr.oubli.schema.gate.Gates;
import fr.oubli.schema.sql.Keys;
import fr.oubli.schema.sql.Sql;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Corrects rows of the person, all values of a file or none. */
public final class SubjectRectify {

  /** The column that one statement corrects. */
  private record CorrectedColumn(String collection, String field) {}

  private final DataSource dataSource;
  private final JdbcTemplate jdbc;
  private final Policy policy;
  private final DataMap map;
  private final LocalDate today;

  public SubjectRectify(DataSource dataSource, Policy policy, DataMap map, LocalDate today) {
    this.dataSource = dataSource;
    this.jdbc = new JdbcTemplate(dataSource);
    this.policy = policy;
    this.map = map;
    this.today = today;
  }

  /**
   * @param keys the folder of the key that signs the evidence
   * @param reports where the seal's copy goes
   * @throws Refusal when a line names what cannot be corrected, or the database refuses a value;
   *     nothing was changed then
   */
  public List<CategoryOutcome> rectify(
      Request request, Path values, Path keys, Path reports, String operator) {
    List<Correction> corrections = CorrectionFile.read(values);
    try (RunLock lock = RunLock.acquire(dataSource, RunLock.CHANGES)) {
      // Who may not take a step of the request corrects nothing for it.
      jdbc.queryForList("select id from oubli.request where id = ? for update", request.id());
      Catalog catalog = Catalog.read(dataSource, map);
      Gates.refuse(Gates.check(dataSource, catalog, map, policy), map);
      new CorrectionCheck(jdbc, policy, map, catalog, request.id())
          .refuseFaults(values, corrections);
      Map<String, Long> rows = new TreeMap<>();
      Terms terms =
          new Terms(
              today, policy.name(), policy.sha256(), map.sha256(), "request " + request.id(), null);
      new Evidence(dataSource, keys, reports)
          .run(
              terms,
              operator,
              run -> rows.putAll(correct(request.id(), corrections, catalog, run)));
      List<CategoryOutcome> outcomes =
          rows.entrySet().stream()
              .map(entry -> CategoryOutcome.of(entry.getKey(), Kind.CORRECTED, entry.getValue()))
              .toList();
      new OutcomeRegister(dataSource).store(request.id(), outcomes);
      return outcomes;
    }
  }

  /**
   * @return how many rows of each collection were corrected in the column with the most
   */
  private Map<String, Long> correct(
      long request, List<Correction> corrections, Catalog catalog, long run) {
    return Objects.requireNonNull(
        new TransactionTemplate(new JdbcTransactionManager(dataSource))
            .execute(
                status -> {
                  jdbc.query(HoldLock.SHARED, row -> {});
                  Map<String, Long> rows = new TreeMap<>();
                  byColumn(corrections)
                      .forEach(
                          (column, values) ->
                              rows.merge(
                                  column.collection(),
                                  correct(request, column, values, catalog, run),
                                  Math::max));
                  return rows;
                }));
  }

  private static Map<CorrectedColumn, List<Correction>> byColumn(List<Correction> corrections) {
    Map<CorrectedColumn, List<Correction>> byColumn = new LinkedHashMap<>();
    corrections.forEach(
        each ->
            byColumn
                .computeIfAbsent(
                    new CorrectedColumn(each.collection(), each.field()), key -> new ArrayList<>())
                .add(each));
    return byColumn;
  }

  /** What each row held before, for the letter that says from what to what. */
  private void noteValues(
      long request, CorrectedColumn column, List<Correction> values, Table table) {
    String key = Keys.text("t", table);
    Map<String, @Nullable String> before = new HashMap<>();
    jdbc.query(
        "select %s as row_key, t.%s::text as was from %s t where %s = any (?) for update"
            .formatted(key, SqlName.of(table.column(column.field())), SqlName.rowsOf(table), key),
        row -> {
          before.put(row.getString("row_key"), row.getString("was"));
        },
        (Object) values.stream().map(Correction::key).toArray(String[]::new));
    CorrectionRegister register = new CorrectionRegister(dataSource);
    for (Correction value : values) {
      if (before.containsKey(value.key())) {
        register.note(
            request,
            value.key(),
            new CorrectedValue(
                column.collection(), column.field(), before.get(value.key()), value.value()));
      }
    }
  }

  private long correct(
      long request, CorrectedColumn column, List<Correction> values, Catalog catalog, long run) {
    Table table = catalog.table(map.required(column.collection()));
    noteValues(request, column, values, table);
    Sql sql =
        new RequestedWrite(
                column.collection(), table, request, "rectification", policy.sha256(), today)
            .correct(
                run,
                column.field(),
                values.stream().map(Correction::key).toList(),
                values.stream().map(Correction::value).toList());
    try {
      long changed = number(sql);
      TriggerPath.narrowed(table).ifPresent(this::number);
      return changed;
    } catch (DataAccessException e) {
      throw new Refusal(
          ExitCode.INVALID,
          "line %d: %s.%s does not take that value: %s"
              .formatted(
                  values.get(0).line(), column.collection(), column.field(), Failures.line(e)));
    }
  }

  private long number(Sql sql) {
    Long number = jdbc.queryForObject(sql.text(), Long.class, sql.values().toArray());
    return number == null ? 0 : number;
  }
}
