package fr.oubli.rights.rectification;

import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.datamap.Field;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.yaml.NearestWord;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.catalog.Column;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What cannot be corrected: issued accounting documents, keys and references, what the map does not
 * know, and rows that were not found for the request.
 */
record CorrectionCheck(
    JdbcTemplate jdbc, Policy policy, DataMap map, Catalog catalog, long request) {

  /**
   * @param file that the corrections were read from
   * @throws Refusal with one line per correction that cannot be made
   */
  void refuseFaults(Path file, List<Correction> corrections) {
    List<String> faults = new ArrayList<>();
    Set<String> told = new HashSet<>();
    for (Correction correction : corrections) {
      String keyless = keyless(correction.collection());
      String fault = keyless.isEmpty() ? fault(correction) : keyless;
      if (!fault.isEmpty() && (keyless.isEmpty() || told.add(keyless))) {
        faults.add(file + ":" + correction.line() + ": " + fault);
      }
    }
    if (!faults.isEmpty()) {
      throw new Refusal(ExitCode.INVALID, faults);
    }
  }

  /** Told once for each table; empty where it has a key. */
  private String keyless(String name) {
    return map.collection(name)
        .map(catalog::table)
        .filter(table -> table.primaryKey().isEmpty())
        .map(
            table ->
                "the rows of %s have no key by which evidence can name them; give the table one: %s"
                    .formatted(name, table.keyStatement()))
        .orElse("");
  }

  /** Empty where the correction can be made. */
  private String fault(Correction correction) {
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
    String fault = fault(collection, field, correction);
    return fault.isEmpty() && !found(correction)
        ? "row %s:%s was not found for request %d; see: jobs/request match %d"
            .formatted(collection.name(), correction.key(), request, request)
        : fault;
  }

  private String fault(Collection collection, Field field, Correction correction) {
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
    return "";
  }

  /**
   * Collections that a legal minimum keeps by the fiscal year: issued documents and their lines.
   */
  private boolean accounting(String collection) {
    return policy.rules().stream()
        .anyMatch(rule -> rule.starts().byFiscalYear() && rule.then().containsKey(collection));
  }

  private boolean found(Correction correction) {
    return Boolean.TRUE.equals(
        jdbc.queryForObject(
            "select exists (select 1 from oubli.request_match where request = ? and collection = ?"
                + " and row_key = ? and state = 'confirmed' and part <> 'party')",
            Boolean.class,
            request,
            correction.collection(),
            correction.key()));
  }
}
