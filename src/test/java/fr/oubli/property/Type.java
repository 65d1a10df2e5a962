package fr.oubli.property;

import java.util.Locale;

/** The types of random columns. */
enum Type {
  BIGINT,
  INTEGER,
  UUID,
  TEXT,
  DATE,
  TIMESTAMP,
  TIMESTAMPTZ,
  NUMERIC("numeric(12,2)"),
  VARCHAR("varchar(60)"),
  BOOLEAN,
  JSONB,
  INET,
  BYTEA,
  INTEGERS("integer[]");

  private final String sql;

  Type() {
    this.sql = name().toLowerCase(Locale.ROOT);
  }

  Type(String sql) {
    this.sql = sql;
  }

  String sql() {
    return sql;
  }

  boolean isDay() {
    return this == DATE || this == TIMESTAMP || this == TIMESTAMPTZ;
  }

  boolean isText() {
    return this == TEXT || this == VARCHAR;
  }

  boolean isNumber() {
    return this == BIGINT || this == INTEGER || this == NUMERIC;
  }
}
