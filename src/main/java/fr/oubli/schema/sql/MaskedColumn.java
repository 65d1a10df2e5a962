package fr.oubli.schema.sql;

import fr.oubli.model.policy.mask.ColumnFacts;
import fr.oubli.model.policy.mask.Mask;
import fr.oubli.schema.catalog.Column;
import fr.oubli.schema.catalog.Table;
import org.jspecify.annotations.Nullable;

/**
 * What the catalogue says of a column that the policy rewrites.
 *
 * @param fillsEmpty whether an empty text in it is rewritten too
 */
public record MaskedColumn(Table table, Column column, boolean fillsEmpty) implements ColumnFacts {

  private static final int WIDEST_OF_OTHER_TYPES = 64;

  @Override
  public String type() {
    return column.type();
  }

  @Override
  public boolean isText() {
    return column.isText();
  }

  @Override
  public boolean isNumber() {
    return column.isNumber();
  }

  @Override
  public boolean isArray() {
    return column.isArray();
  }

  @Override
  public boolean isNetwork() {
    return column.baseType().equals("inet") || column.baseType().equals("cidr");
  }

  /** What a mask must know of an element, where the column is an array and masked by elements. */
  public static MaskedColumn maskedBy(Mask mask, Table table, Column column) {
    return new MaskedColumn(
        table, column.isArray() && mask.perElement() ? column.element() : column, false);
  }

  @Override
  public boolean isDate() {
    return column.isDate();
  }

  @Override
  public boolean isInstant() {
    return column.baseType().equals("timestamptz");
  }

  @Override
  public boolean notNull() {
    return column.notNull();
  }

  @Override
  public boolean unique() {
    return table.uniqueAlone().contains(column.name());
  }

  @Override
  public @Nullable Integer maxLength() {
    return column.maxLength();
  }

  @Override
  public int keyLength() {
    int hyphens = table.primaryKey().size() - 1;
    return table.primaryKey().stream().mapToInt(name -> width(table.column(name))).sum() + hyphens;
  }

  private static int width(Column column) {
    Integer most = column.maxLength();
    if (most != null) {
      return most;
    }
    return switch (column.baseType()) {
      case "int2" -> 6;
      case "int4" -> 11;
      case "int8" -> 20;
      case "uuid" -> 36;
      case "date" -> 10;
      default -> WIDEST_OF_OTHER_TYPES;
    };
  }
}
