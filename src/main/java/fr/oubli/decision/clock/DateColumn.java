package fr.oubli.decision.clock;

import fr.oubli.model.policy.ColumnName;
import fr.oubli.schema.catalog.Table;
import fr.oubli.schema.sql.DateReading;
import fr.oubli.schema.sql.Keys;
import fr.oubli.schema.sql.MappedSchema;
import fr.oubli.schema.sql.Sql;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/** A column that starts a clock, with what is asked of its dates. */
record DateColumn(MappedSchema schema, Days days, ColumnName name) {

  String collection() {
    return name.collection();
  }

  Table table() {
    return schema.table(collection());
  }

  DateReading type() {
    return schema.reading(name);
  }

  Sql of(String row) {
    return schema.date(row, name);
  }

  Sql dayOf(String row) {
    return days.dayOf(of(row), type());
  }

  /** The day of the row's date; an end for ever is none. */
  Sql finiteDayOf(String row) {
    return days.finiteDayOf(of(row), type());
  }

  /** The date is credible, and on or before the cutoff. */
  Sql isOver(Sql date, LocalDate cutoff) {
    return days.onOrBefore(cutoff, date, type());
  }

  /** The opposite, also where the date is missing: in parts that an index on the date serves. */
  Sql isNotOver(Sql date, LocalDate cutoff) {
    return days.afterOrDoubtful(cutoff, date, type());
  }

  /** The date is there, and after a day. */
  Sql isAfter(LocalDate day, Sql date) {
    return days.from(day.plusDays(1), date, type());
  }

  Sql defect(Set<DateDefect> defects, Sql date) {
    return DateDefect.any(defects, date, days, type());
  }

  Sql meets(DateTest test, String row) {
    return test.on(of(row), type());
  }

  Sql span(Sql date, List<LocalDate> starts) {
    return days.span(date, type(), starts);
  }

  /** The row and this date of it, for people: "orders 12 (ordered_at)". */
  Sql named(String row) {
    return schema.named(name, Sql.of(Keys.text(row, table())));
  }
}
