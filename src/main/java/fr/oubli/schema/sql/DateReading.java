package fr.oubli.schema.sql;

import fr.oubli.model.datamap.EpochUnit;
import fr.oubli.schema.catalog.Column;
import java.time.ZoneId;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * How the values of a field are read as dates: the one place that says what in a row is compared,
 * and on which scale. A plain date column is compared as it is, and so is a number that counts from
 * 1970, so that an ordinary index serves; any other value is read by an expression.
 */
public final class DateReading {

  /** What kind of value is compared. */
  public enum Scale {
    /** A day. */
    DAY,
    /** The day after the last one, as ranges of days end. */
    DAY_AFTER,
    /** A moment by the clocks of {@link #zone}. */
    LOCAL,
    /** A moment. */
    MOMENT,
    /** How many {@link #unit} a moment is after 1 January 1970. */
    COUNT
  }

  /** The value in a row, given how the row's columns are written. */
  @FunctionalInterface
  interface Expression {

    /**
     * @param columns the value of a column by its name
     */
    String of(UnaryOperator<String> columns);
  }

  private final Scale scale;
  private final @Nullable ZoneId zone;
  private final @Nullable EpochUnit unit;
  private final boolean stored;
  private final boolean checked;
  private final Expression expression;

  private DateReading(
      Scale scale,
      @Nullable ZoneId zone,
      @Nullable EpochUnit unit,
      boolean stored,
      boolean checked,
      Expression expression) {
    this.scale = scale;
    this.zone = zone;
    this.unit = unit;
    this.stored = stored;
    this.checked = checked;
    this.expression = expression;
  }

  /**
   * Of a column whose type is a date.
   *
   * @throws IllegalArgumentException for any other column
   */
  public static DateReading of(Column column) {
    return of(column, null);
  }

  /**
   * @param zone in which a timestamp without one is written; null for the policy's
   */
  static DateReading of(Column column, @Nullable ZoneId zone) {
    Expression itself = columns -> columns.apply(column.name());
    return switch (column.baseType()) {
      case "date" -> plain(Scale.DAY, null, itself);
      case "timestamp" -> plain(Scale.LOCAL, zone, itself);
      case "timestamptz" -> plain(Scale.MOMENT, null, itself);
      default -> throw new IllegalArgumentException(column.name() + " is not a date");
    };
  }

  static DateReading plain(Scale scale, @Nullable ZoneId zone, Expression expression) {
    return new DateReading(scale, zone, null, false, false, expression);
  }

  /** A number as it is stored, of which 0 stands for no date. */
  static DateReading count(EpochUnit unit, Expression expression) {
    return new DateReading(Scale.COUNT, null, unit, true, false, expression);
  }

  /** A number of seconds that is computed; what cannot be read is minus infinity. */
  static DateReading computed(Expression expression) {
    return new DateReading(Scale.COUNT, null, EpochUnit.SECONDS, false, true, expression);
  }

  /** A number that stands in a text; what is no number is minus infinity. */
  static DateReading countInText(EpochUnit unit, Expression expression) {
    return new DateReading(Scale.COUNT, null, unit, true, true, expression);
  }

  /** A date that stands in a text; what is none is minus infinity. */
  static DateReading text(Scale scale, @Nullable ZoneId zone, Expression expression) {
    return new DateReading(scale, zone, null, false, true, expression);
  }

  public Scale scale() {
    return scale;
  }

  /** The zone that a {@link Scale#LOCAL} moment is written in; null for the policy's. */
  public @Nullable ZoneId zone() {
    return zone;
  }

  /** What a {@link Scale#COUNT} counts. */
  public EpochUnit unit() {
    return Objects.requireNonNull(unit, "only a count has a unit");
  }

  /** Whether 0 is what a program writes that knows no date. */
  public boolean zeroIsNever() {
    return stored;
  }

  /** Whether a value may be minus infinity because nobody can read it. */
  public boolean mayBeUnreadable() {
    return checked;
  }

  /**
   * Whether what is read so and what is read as another says can be compared.
   *
   * @param policy the zone where none is said
   */
  public boolean comparesWith(DateReading other, ZoneId policy) {
    return scale == other.scale
        && unit == other.unit
        && Objects.requireNonNullElse(zone, policy)
            .equals(Objects.requireNonNullElse(other.zone, policy));
  }

  /** What is compared of the row behind an alias. */
  Sql value(UnaryOperator<String> columns) {
    return Sql.of(expression.of(columns));
  }

  String text(UnaryOperator<String> columns) {
    return expression.of(columns);
  }
}
