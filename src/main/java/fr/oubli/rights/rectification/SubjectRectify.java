package fr.oubli.rights.rectification;

import fr.oubli.decision.statement.RequestedWrite;
import fr.oubli.evidence.Evidence;
import fr.oubli.evidence.RunRegister.Terms;
import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.datamap.Field;
import fr.oubli.model.policy.Clock;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.yaml.NearestWord;
import fr.oubli.platform.console.Failures;
import fr.oubli.platform.console.RunLock;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.registers.hold.HoldLock;
import fr.oubli.rights.reply.CategoryOutcome;
import fr.oubli.rights.reply.CategoryOutcome.Kind;
import fr.oubli.rights.reply.CategoryOutcomes;
import fr.oubli.rights.request.Request;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.catalog.Column;
import fr.oubli.schema.catalog.Table;
import fr.oubli.schema.gate.Gates;
import fr.oubli.schema.sql.Sql;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Corrects rows of the person, all values or none. */
public final class SubjectRectify {

  /** One statement corrects one column. */
  private record Target(String collection, String field) {}

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
      Catalog catalog = Catalog.read(dataSource, map);
      Gates.refuse(Gates.check(dataSource, catalog, map, policy), map);
      refuseFaults(request, values, corrections, catalog);
      Map<String, Long> rows = new TreeMap<>();
      Terms terms =
          new Terms(
              today, policy.name(), policy.sha256(), map.sha256(), "request " + request.id(), null);
      new Evidence(dataSource, keys, reports)
          .run(terms, operator, run -> correct(request, corrections, catalog, run, rows));
      List<CategoryOutcome> outcomes =
          rows.entrySet().stream()
              .map(entry -> CategoryOutcome.of(entry.getKey(), Kind.CORRECTED, entry.getValue()))
              .toList();
      new CategoryOutcomes(dataSource).store(request.id(), outcomes);
      return outcomes;
    }
  }

  private void refuseFaults(
      Request request, Path file, List<Correction> corrections, Catalog catalog) {
    List<String> faults = new ArrayList<>();
    for (Correction correction : corrections) {
      String fault = fault(request, correction, catalog);
      if (!fault.isEmpty()) {
        faults.add(file + ":" + correction.line() + ": " + fault);
      }
    }
    if (!faults.isEmpty()) {
      throw new Refusal(ExitCode.INVALID, faults);
    }
  }

  private String fault(Request request, Correction correction, Catalog catalog) {
    Collection collection = map.collection(correction.collection()).orElse(null);
    if (collection == null) {
      return "the map has no collection %s; %s"
          .formatted(correction.collection(), map.mend(correction.collection()));
    }
    if (accounting(collection.name())) {
      return collection.name()
          + " are accounting documents, which are never edited; issue a credit note instead";
    }
    Field field = collection.field(correction.field()).orElse(null);
    if (field == null) {
      List<String> names = collection.fields().stream().map(Field::name).toList();
      return "%s has no field %s; %s"
          .formatted(
              collection.name(),
              correction.field(),
              NearestWord.mend(correction.field(), names, "name one of its fields"));
    }
    if (field.inside()) {
      return "%s.%s is inside a JSON column; correct the column %s as a whole"
          .formatted(collection.name(), field.name(), field.column());
    }
    Column column = catalog.table(collection).column(field.name());
    if (field.primaryKey() || !field.references().isEmpty() || column.generated()) {
      return collection.name() + "." + field.name() + " says which row it is, and cannot change";
    }
    if (correction.value() == null && column.notNull()) {
      return collection.name() + "." + field.name() + " cannot be empty";
    }
    return found(request, correction)
        ? ""
        : "row %s:%s was not found for request %d; see: jobs/request match %d"
            .formatted(collection.name(), correction.key(), request.id(), request.id());
  }

  /**
   * Collections that a legal minimum keeps by the fiscal year: issued documents and their lines.
   */
  private boolean accounting(String collection) {
    return policy.rules().stream()
        .anyMatch(
            rule ->
                rule.starts() instanceof Clock.FiscalYearEnd
                    && rule.then().containsKey(collection));
  }

  private boolean found(Request request, Correction correction) {
    return Boolean.TRUE.equals(
        jdbc.queryForObject(
            "select exists (select 1 from oubli.request_match where request = ? and collection = ?"
                + " and row_key = ? and state = 'confirmed')",
            Boolean.class,
            request.id(),
            correction.collection(),
            correction.key()));
  }

  private void correct(
      Request request,
      List<Correction> corrections,
      Catalog catalog,
      long run,
      Map<String, Long> rows) {
    Map<Target, List<Correction>> byTarget = new LinkedHashMap<>();
    corrections.forEach(
        each ->
            byTarget
                .computeIfAbsent(
                    new Target(each.collection(), each.field()), key -> new ArrayList<>())
                .add(each));
    new TransactionTemplate(new JdbcTransactionManager(dataSource))
        .executeWithoutResult(
            status -> {
              jdbc.query(HoldLock.SHARED, row -> {});
              byTarget.forEach(
                  (target, values) ->
                      rows.merge(
                          target.collection(),
                          correct(request, target, values, catalog, run),
                          Math::max));
            });
  }

  private long correct(
      Request request, Target target, List<Correction> values, Catalog catalog, long run) {
    Table table = catalog.table(map.required(target.collection()));
    Sql sql =
        new RequestedWrite(
                target.collection(), table, request.id(), "rectification", policy.sha256(), today)
            .correct(
                run,
                target.field(),
                values.stream().map(Correction::key).toList(),
                values.stream().map(Correction::value).toList());
    try {
      Long changed = jdbc.queryForObject(sql.text(), Long.class, sql.values().toArray());
      return changed == null ? 0 : changed;
    } catch (DataAccessException e) {
      throw new Refusal(
          ExitCode.INVALID,
          "line %d: %s.%s does not take that value: %s"
              .formatted(
                  values.get(0).line(), target.collection(), target.field(), Failures.line(e)));
    }
  }
}
