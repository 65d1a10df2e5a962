package fr.oubli.schema.sql;

import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.DateForm;
import fr.oubli.model.datamap.DateFormat;
import fr.oubli.model.datamap.EpochUnit;
import fr.oubli.model.datamap.Field;
import fr.oubli.model.datamap.Lasting;
import fr.oubli.schema.catalog.Column;
import fr.oubli.schema.catalog.SqlName;
import fr.oubli.schema.catalog.Table;
import fr.oubli.schema.sql.DateReading.Expression;
import fr.oubli.schema.sql.DateReading.Scale;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the fields of a collection are read as dates, by their types and by what the map says.
 *
 * @param zone the policy's
 */
public record DateReadings(Collection collection, Table table, ZoneId zone) {

  /**
   * Why what the map says does not fit a column.
   *
   * @param mend what to do about it
   */
  public record Misfit(String what, String mend) {

    static Optional<Misfit> of(String what) {
      return Optional.of(new Misfit(what, "take it out, or say it of the field that it is of"));
    }
  }

  private static final Set<String> WHOLE = Set.of("int2", "int4", "int8");
  private static final List<String> ENDS_OF_DAYS = List.of("daterange", "datemultirange");
  private static final List<String> ENDS_OF_LOCAL = List.of("tsrange", "tsmultirange");
  private static final List<String> ENDS_OF_MOMENTS = List.of("tstzrange", "tstzmultirange");

  /** The reading of a field; empty where nothing says how its values would be dates. */
  public Optional<DateReading> of(String name) {
    Optional<Field> field = collection.field(name);
    return field.isPresent() ? of(field.get()) : Optional.empty();
  }

  /** False where every row has the date: it is a column that is never null, read as it is. */
  public boolean mayBeMissing(String name) {
    return table.find(name).filter(column -> column.notNull() && column.isDate()).isEmpty();
  }

  public Optional<DateReading> of(Field field) {
    Optional<Column> column = table.find(field.column());
    DateForm form = collection.dates().of(field);
    Lasting lasting = form.lasting();
    if (column.isEmpty() || misfit(field, column.get(), form).isPresent()) {
      return Optional.empty();
    }
    if (lasting != null) {
      return sum(column.get(), lasting);
    }
    return Optional.ofNullable(read(field, column.get(), form));
  }

  private @Nullable DateReading read(Field field, Column column, DateForm form) {
    EpochUnit epoch = form.epoch();
    DateFormat format = form.format();
    if (epoch != null) {
      return column.isNumber()
          ? DateReading.count(epoch, columns -> columns.apply(column.name()))
          : DateReading.countInText(epoch, columns -> TextDate.number(text(field, columns)));
    }
    if (format != null) {
      return text(field, format, form.zone());
    }
    if (column.isDate() && !field.inside()) {
      return DateReading.of(column, other(form.zone()));
    }
    return field.inside() ? null : range(column, form.zone());
  }

  private DateReading text(Field field, DateFormat format, @Nullable ZoneId written) {
    TextDate date = new TextDate(format, written == null ? zone : written, zone);
    Expression expression = columns -> date.of(text(field, columns));
    if (format.isIso() || format.hasOffset()) {
      return DateReading.text(Scale.LOCAL, ZoneId.of("UTC"), expression);
    }
    return format.hasTime()
        ? DateReading.text(Scale.LOCAL, other(written), expression)
        : DateReading.text(Scale.DAY, null, expression);
  }

  private @Nullable DateReading range(Column column, @Nullable ZoneId written) {
    Expression upper = columns -> "upper(" + columns.apply(column.name()) + ")";
    String type = column.baseType();
    if (ENDS_OF_DAYS.contains(type)) {
      return DateReading.plain(Scale.DAY_AFTER, null, upper);
    }
    if (ENDS_OF_LOCAL.contains(type)) {
      return DateReading.plain(Scale.LOCAL, other(written), upper);
    }
    return ENDS_OF_MOMENTS.contains(type) ? DateReading.plain(Scale.MOMENT, null, upper) : null;
  }

  /** A date and the time that lasts from it on; missing where one of the two is. */
  private Optional<DateReading> sum(Column lasts, Lasting lasting) {
    return of(lasting.from())
        .map(
            from -> {
              Duration unit = lasting.unit();
              if (unit == null) {
                IntervalSum sum = new IntervalSum(from, zone);
                return DateReading.computed(
                    columns -> sum.of(from.text(columns), columns.apply(lasts.name())));
              }
              DateSum sum = new DateSum(from, unit, zone);
              Expression expression =
                  columns -> sum.of(from.text(columns), columns.apply(lasts.name()));
              return sum.inDays()
                  ? DateReading.text(from.scale(), null, expression)
                  : DateReading.computed(expression);
            });
  }

  /** Null where a zone is the policy's own: then nothing has to be converted. */
  private @Nullable ZoneId other(@Nullable ZoneId written) {
    return zone.equals(written) ? null : written;
  }

  private String text(Field field, java.util.function.UnaryOperator<String> columns) {
    String column = columns.apply(field.column());
    if (field.inside()) {
      return "("
          + column
          + " #>> "
          + FieldSql.path(field.path().subList(1, field.path().size()))
          + ")";
    }
    return table.column(field.column()).isText() ? column : column + "::text";
  }

  /** Why what the map says does not fit the column; empty where it does. */
  public Optional<Misfit> misfit(Field field) {
    DateForm form = collection.dates().of(field);
    Optional<Column> column = table.find(field.column());
    return column.flatMap(found -> misfit(field, found, form));
  }

  private Optional<Misfit> misfit(Field field, Column column, DateForm form) {
    boolean text = field.inside() || column.isText();
    Optional<ZoneId> own = collection.dates().own(field.name()).map(DateForm::zone);
    if (form.epoch() != null && !text && (field.inside() || !column.isNumber())) {
      return Misfit.of("is no number and no text that counts from 1970");
    }
    if (form.format() != null && !text && !WHOLE.contains(column.baseType())) {
      return Misfit.of("is no text that has a format");
    }
    if (form.lasting() != null) {
      return misfit(field, column, form.lasting());
    }
    if (own.isPresent() && form.format() == null && !isNaive(field, column)) {
      return Misfit.of("has no timestamps without a zone that could be written in " + own.get());
    }
    return Optional.empty();
  }

  private Optional<Misfit> misfit(Field field, Column column, Lasting lasting) {
    boolean interval = column.baseType().equals("interval");
    if (field.inside() || !(column.isNumber() || interval)) {
      return Misfit.of("is no number and no interval that says how long something lasts");
    }
    if (interval != (lasting.unit() == null)) {
      return Optional.of(
          interval
              ? new Misfit("says its units itself", "take 'unit' out")
              : new Misfit(
                  "does not say what it counts",
                  "add unit: seconds, or another of " + String.join(", ", Lasting.units())));
    }
    Optional<Field> from = collection.field(lasting.from());
    if (from.isEmpty()) {
      return Misfit.of("counts from " + lasting.from() + ", which is no field beside it");
    }
    boolean chained =
        collection.dates().own(lasting.from()).filter(form -> form.lasting() != null).isPresent();
    Optional<DateReading> reading = chained ? Optional.empty() : of(from.get());
    if (reading.isEmpty()) {
      return Misfit.of("counts from " + lasting.from() + ", which is no date");
    }
    boolean days = reading.get().scale() == Scale.DAY || reading.get().scale() == Scale.DAY_AFTER;
    return days && !interval && !lasting.inDays()
        ? Misfit.of("counts from " + lasting.from() + ", which has days and no hours")
        : Optional.empty();
  }

  private static boolean isNaive(Field field, Column column) {
    return !field.inside()
        && (column.baseType().equals("timestamp") || ENDS_OF_LOCAL.contains(column.baseType()));
  }

  /** Whether a field holds timestamps without a zone, so that the map's zone bears on it. */
  public boolean isNaive(Field field) {
    DateFormat format = collection.dates().of(field).format();
    return table.find(field.column()).filter(column -> isNaive(field, column)).isPresent()
        || (format != null && format.isNaive());
  }

  /** The value of a field in the row behind an alias; the bare columns where it is empty. */
  Sql value(DateReading reading, String alias) {
    return reading.value(name -> (alias.isEmpty() ? "" : alias + ".") + quoted(name));
  }

  private String quoted(String name) {
    return SqlName.of(table.column(name));
  }
}
