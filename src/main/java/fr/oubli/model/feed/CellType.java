package fr.oubli.model.feed;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the cells of a column are. By an e-mail or a telephone number somebody is known. */
public enum CellType {
  TEXT("text"),
  EMAIL("text"),
  PHONE("text"),
  NUMBER("numeric"),
  BOOLEAN("boolean"),
  DATE("date"),
  TIMESTAMP("timestamptz");

  private final String sql;

  CellType(String sql) {
    this.sql = sql;
  }

  /** How a mapping writes it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<CellType> of(String word) {
    return Arrays.stream(values()).filter(type -> type.word().equals(word)).findFirst();
  }

  static List<String> words() {
    return Arrays.stream(values()).map(CellType::word).toList();
  }

  /** The type in which its cells are staged. */
  public String sql() {
    return sql;
  }

  /** Whether somebody is known by it, as the suppression list knows people. */
  public boolean identity() {
    return this == EMAIL || this == PHONE;
  }

  /** Whether it says when something happened. */
  public boolean dated() {
    return this == DATE || this == TIMESTAMP;
  }
}
