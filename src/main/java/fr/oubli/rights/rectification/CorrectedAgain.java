package fr.oubli.rights.rectification;

import fr.oubli.decision.statement.RequestedWrite;
import fr.oubli.decision.statement.TriggerPath;
import fr.oubli.evidence.Evidence;
import fr.oubli.evidence.RunRegister.Terms;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.policy.Policy;
import fr.oubli.registers.hold.HoldLock;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.catalog.SqlName;
import fr.oubli.schema.catalog.Table;
import fr.oubli.schema.sql.Keys;
import fr.oubli.schema.sql.Sql;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Corrects again what a rectification had corrected before an older state was restored. A column is
 * written only where it holds what it held then: a value that somebody wrote since is theirs.
 */
public record CorrectedAgain(
    DataSource dataSource, Policy policy, DataMap map, Catalog catalog, LocalDate today) {

  /**
   * A value that was corrected.
   *
   * @param was what the column held; null where it was empty
   */
  public record Value(
      String collection,
      String key,
      String field,
      @Nullable String was,
      @Nullable String becomes) {}

  /** How many values were corrected, and how many stand there otherwise than before and after. */
  public record Done(int corrected, int otherwise) {}

  /**
   * @param keys the folder of the key that signs the evidence
   * @param reports where the seal's copy goes
   */
  public Done correct(long request, List<Value> values, Path keys, Path reports, String operator) {
    List<Value> wanted = new ArrayList<>();
    int otherwise = 0;
    for (List<Value> same : byColumn(values)) {
      Map<String, @Nullable String> now = now(same);
      for (Value value : same) {
        boolean there = now.containsKey(value.key());
        String held = now.get(value.key());
        if (there && Objects.equals(held, value.was())) {
          wanted.add(value);
        } else if (there && !Objects.equals(held, value.becomes())) {
          otherwise++;
        }
      }
    }
    if (!wanted.isEmpty()) {
      Terms terms =
          new Terms(
              today, policy.name(), policy.sha256(), map.sha256(), "request " + request, null);
      new Evidence(dataSource, keys, reports)
          .run(terms, operator, run -> all(request, run, wanted));
    }
    return new Done(wanted.size(), otherwise);
  }

  /** By key, what the column of some values holds; a row that is not there is not among them. */
  private Map<String, @Nullable String> now(List<Value> same) {
    Value first = same.get(0);
    Table table = catalog.table(map.required(first.collection()));
    String key = Keys.text("t", table);
    Map<String, @Nullable String> now = new HashMap<>();
    new JdbcTemplate(dataSource)
        .query(
            "select %s as row_key, t.%s::text as held from %s t where %s = any (?)"
                .formatted(
                    key, SqlName.of(table.column(first.field())), SqlName.rowsOf(table), key),
            row -> {
              now.put(row.getString("row_key"), row.getString("held"));
            },
            (Object) same.stream().map(Value::key).toArray(String[]::new));
    return now;
  }

  private void all(long request, long run, List<Value> values) {
    JdbcTemplate jdbc = new JdbcTemplate(dataSource);
    new TransactionTemplate(new JdbcTransactionManager(dataSource))
        .executeWithoutResult(
            status -> {
              jdbc.query(HoldLock.SHARED, row -> {});
              byColumn(values).forEach(same -> correct(jdbc, request, run, same));
            });
  }

  private static Collection<List<Value>> byColumn(List<Value> values) {
    Map<String, List<Value>> byColumn = new LinkedHashMap<>();
    values.forEach(
        value ->
            byColumn
                .computeIfAbsent(
                    value.collection() + "." + value.field(), name -> new ArrayList<>())
                .add(value));
    return byColumn.values();
  }

  private void correct(JdbcTemplate jdbc, long request, long run, List<Value> same) {
    Value first = same.get(0);
    Table table = catalog.table(map.required(first.collection()));
    Sql sql =
        new RequestedWrite(
                first.collection(), table, request, "rectification", policy.sha256(), today)
            .correct(
                run,
                first.field(),
                same.stream().map(Value::key).toList(),
                same.stream().map(Value::becomes).toList());
    jdbc.queryForObject(sql.text(), Long.class, sql.values().toArray());
    TriggerPath.narrowed(table)
        .ifPresent(narrowed -> jdbc.queryForList(narrowed.text(), narrowed.values().toArray()));
  }
}
