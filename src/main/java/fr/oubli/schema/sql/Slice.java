package fr.oubli.schema.sql;

import fr.oubli.schema.catalog.Table;

/** Some of a table's rows, chosen by where they lie on disk and not by their key. */
public sealed interface Slice {

  /** The alias of a statement's own rows. */
  String ROW = "t";

  /** The table or the partition, quoted. */
  String relation();

  /**
   * The relation under the alias {@link #ROW}. A table from which others inherit is read and
   * changed without their rows.
   *
   * @param table of the rows, of which the relation may be a part
   */
  default Sql from(Table table) {
    boolean heirs = !table.traits().heirs().isEmpty();
    return Sql.of((heirs ? "only " : "") + relation() + " " + ROW);
  }

  /** A condition: the row lies in the slice. */
  Sql rows(String alias);

  /** The same by the place alone, where another row may have come since the slice was made. */
  default Sql placed(String alias) {
    return rows(alias);
  }

  /** What else than its place makes the row behind {@link #ROW} one of the slice. */
  default Sql besidesPlace() {
    return Sql.TRUE;
  }

  /**
   * The row lies at one of some places. The list is read once and as a query of its own: else
   * PostgreSQL may think that an index is cheaper than to go there, and read the list again for
   * every row of the table.
   *
   * @param places an array of {@code ctid} as PostgreSQL writes it
   */
  private static Sql at(String alias, String places) {
    return Sql.of(alias + ".ctid = any((select ?::tid[])::tid[])", places);
  }

  /** For people: which rows, without a key. */
  default String describe() {
    return "rows of " + relation();
  }

  /** All rows of a table. */
  static Slice whole(String relation) {
    return new Blocks(relation, 0, Blocks.END);
  }

  /**
   * The rows of a range of blocks.
   *
   * @param fromBlock first block
   * @param toBlock the block after the last; {@link #END} for all that follow
   */
  record Blocks(String relation, long fromBlock, long toBlock) implements Slice {

    /**
     * After the last block that a table can have, so that rows that move to its end are met too.
     */
    public static final long END = 4_294_967_295L;

    public Blocks {
      if (fromBlock < 0 || toBlock <= fromBlock) {
        throw new IllegalArgumentException("no blocks from " + fromBlock + " to " + toBlock);
      }
    }

    @Override
    public String describe() {
      return "blocks of %s from %d on".formatted(relation(), fromBlock);
    }

    @Override
    public Sql rows(String alias) {
      return Sql.of(
          "%1$s.ctid >= '(%2$d,0)'::tid and %1$s.ctid < '(%3$d,0)'::tid"
              .formatted(alias, fromBlock, toBlock));
    }
  }

  /**
   * Single rows, by the places where they lay when they were listed. A row that was rewritten since
   * lies elsewhere; a later pass meets it there.
   *
   * @param places an array of {@code ctid} as PostgreSQL writes it: the list of a million rows is
   *     long, and nobody here reads it
   * @param count how many they are
   */
  record Listed(String relation, String places, int count) implements Slice {

    @Override
    public String describe() {
      return "%d rows of %s".formatted(count, relation);
    }

    @Override
    public Sql rows(String alias) {
      return Slice.at(alias, places);
    }
  }

  /**
   * Rows that a plan named by their keys, wherever they lie now.
   *
   * @param among a condition on the alias {@code t}: the row's key is one of theirs
   * @param count how many they were in the plan
   */
  record Planned(String relation, int part, Sql among, int count) implements Slice {

    @Override
    public Sql rows(String alias) {
      if (!alias.equals(ROW)) {
        throw new IllegalArgumentException("a plan's rows are behind " + ROW + ", not " + alias);
      }
      return among;
    }

    /** The same rows where they were found; what moved there meanwhile is not among them. */
    public Slice at(String leaf, String places) {
      return new Found(leaf, places, this);
    }
  }

  /**
   * Rows that a plan named, at the places where their keys were found.
   *
   * @param places an array of {@code ctid} as PostgreSQL writes it
   */
  record Found(String relation, String places, Planned planned) implements Slice {

    @Override
    public Sql rows(String alias) {
      return Sql.all(placed(alias), planned.rows(alias));
    }

    @Override
    public Sql besidesPlace() {
      return planned.rows(ROW);
    }

    @Override
    public Sql placed(String alias) {
      return Slice.at(alias, places);
    }
  }
}
