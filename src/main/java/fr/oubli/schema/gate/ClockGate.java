package fr.oubli.schema.gate;

import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.datamap.Field;
import fr.oubli.model.policy.ColumnName;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.policy.Rule;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.catalog.Column;
import fr.oubli.schema.sql.DateReadings;
import java.util.ArrayList;
import java.util.List;

/** A clock counts from dates, or from what the map says how to read as one. */
record ClockGate(Catalog catalog, DataMap map, Policy policy) {

  List<Problem> problems() {
    List<Problem> problems = new ArrayList<>();
    for (Rule rule : policy.rules()) {
      rule.starts()
          .refusal()
          .ifPresent(
              refusal ->
                  problems.addAll(
                      new RefusalGate(catalog, map, policy.zone(), rule, refusal).problems()));
      for (ColumnName name : rule.starts().columns()) {
        DateReadings readings = readings(name.collection());
        Field field = map.required(name.collection()).field(name.column()).orElseThrow();
        // What the map says of it and does not fit is told of the map's line.
        if (readings.of(field).isEmpty() && readings.misfit(field).isEmpty()) {
          problems.add(problem(rule, name));
        }
      }
    }
    return problems;
  }

  private DateReadings readings(String collection) {
    return new DateReadings(
        map.required(collection), catalog.table(map.required(collection)), policy.zone());
  }

  private Problem problem(Rule rule, ColumnName name) {
    Collection collection = map.required(name.collection());
    Field field = collection.field(name.column()).orElseThrow();
    Column column = catalog.table(collection).column(field.column());
    return Problem.invalid(
        rule.place(),
        "the clock of "
            + rule.name()
            + " is on "
            + name
            + ", which is "
            + (field.inside() ? "text in " + column.type() : column.type()),
        mend(field, column));
  }

  private static String mend(Field field, Column column) {
    String where = "say how it writes dates, in " + field.place() + ": fides_meta: ";
    if (field.inside() || column.isText()) {
      return where + "{ format: iso }, or { epoch: seconds }; or name a date or timestamp column";
    }
    if (column.baseType().equals("interval")) {
      return where
          + "{ counts-from: the date that it is added to }; or name a date or timestamp column";
    }
    return column.isNumber()
        ? where
            + "{ epoch: seconds } (or milliseconds, microseconds), or { counts-from: the date that"
            + " it is added to, unit: seconds }; or name a date or timestamp column"
        : "name a date or timestamp column";
  }
}
