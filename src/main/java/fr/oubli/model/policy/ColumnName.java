package fr.oubli.model.policy;

/** A column as the policy writes it: {@code collection.column}. */
public record ColumnName(String collection, String column) implements Comparable<ColumnName> {

  public ColumnName {
    if (collection.isBlank() || column.isBlank()) {
      throw new IllegalArgumentException("a column is written collection.column");
    }
  }

  @Override
  public int compareTo(ColumnName other) {
    return toString().compareTo(other.toString());
  }

  @Override
  public String toString() {
    return collection + "." + column;
  }
}
