package fr.oubli.model.policy.mask;

import org.jspecify.annotations.Nullable;

/** What masks must know of a column; PostgreSQL's catalogue tells it. */
public interface ColumnFacts {

  /** The type as it is written in SQL, with its length or precision. */
  String type();

  boolean isText();

  boolean isNumber();

  /** Whether it holds several values. */
  boolean isArray();

  /** Whether it holds an address of a network, as {@code inet} or {@code cidr}. */
  boolean isNetwork();

  boolean isDate();

  /** Whether a value is an instant, so that its day hangs on a time zone. */
  boolean isInstant();

  boolean notNull();

  /** Whether no two rows may have one value, whatever their other columns hold. */
  boolean unique();

  /**
   * Whether an empty text is rewritten too: only then do rows stay apart in a unique constraint
   * over several masked columns.
   */
  boolean fillsEmpty();

  /** Characters that the type allows; null where it sets no limit. */
  @Nullable Integer maxLength();

  /** Characters that the key of the table's rows can take as text. */
  int keyLength();
}
