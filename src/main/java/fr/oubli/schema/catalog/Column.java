package fr.oubli.schema.catalog;

import org.jspecify.annotations.Nullable;

/**
 * A column as PostgreSQL has it.
 *
 * @param type as it is written in SQL, with its length or precision
 * @param baseType the name in pg_type after domains are resolved, such as {@code timestamptz}; that
 *     of an array is the one of its elements after an underscore
 * @param notNull its own constraint or its domain's
 * @param generated computed from other columns, or an identity that PostgreSQL alone sets
 * @param maxLength characters that the type allows; null where it sets no limit
 */
public record Column(
    String name,
    String type,
    String baseType,
    boolean notNull,
    boolean generated,
    @Nullable Integer maxLength) {

  public boolean isText() {
    return baseType.equals("text")
        || baseType.equals("varchar")
        || baseType.equals("bpchar")
        || baseType.equals("citext");
  }

  /** Whether it holds several values; what an array of arrays holds counts one by one. */
  public boolean isArray() {
    return baseType.startsWith("_");
  }

  /**
   * What an element of an array is, as if it stood in a column of its own. It may be missing, and
   * the elements of one row may be alike.
   */
  public Column element() {
    if (!isArray()) {
      throw new IllegalStateException(name + " is no array");
    }
    String base = baseType.substring(1);
    return new Column(
        name,
        type.endsWith("[]") ? type.substring(0, type.length() - 2) : base,
        base,
        false,
        generated,
        maxLength);
  }

  public boolean isJson() {
    return baseType.equals("json") || baseType.equals("jsonb");
  }

  public boolean isDate() {
    return baseType.equals("date")
        || baseType.equals("timestamp")
        || baseType.equals("timestamptz");
  }

  public boolean isNumber() {
    return switch (baseType) {
      case "int2", "int4", "int8", "numeric", "float4", "float8" -> true;
      default -> false;
    };
  }
}
