package fr.oubli.schema.gate;

import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.datamap.DateForm;
import fr.oubli.model.datamap.Field;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.catalog.Table;
import fr.oubli.schema.sql.DateReadings;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the map says of how dates are written fits the columns.
 *
 * @param zone the policy's
 */
record DateFormGate(Catalog catalog, DataMap map, ZoneId zone) {

  List<Problem> problems() {
    List<Problem> problems = new ArrayList<>();
    for (Collection collection : map.collections()) {
      Table table = catalog.table(collection);
      DateReadings readings = new DateReadings(collection, table, zone);
      for (Field field : collection.fields()) {
        collection
            .dates()
            .own(field.name())
            .flatMap(form -> problem(readings, field, form))
            .ifPresent(problems::add);
      }
    }
    return problems;
  }

  private static Optional<Problem> problem(DateReadings readings, Field field, DateForm form) {
    String name = readings.collection().name() + "." + field.name();
    String type = readings.table().column(field.column()).type();
    return readings
        .misfit(field)
        .map(
            misfit ->
                Problem.invalid(
                    form.place(), name + " (" + type + ") " + misfit.what(), misfit.mend()));
  }
}
