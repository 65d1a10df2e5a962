package fr.oubli.schema.sql;

/** Some of a table's rows, chosen by where they lie on disk and not by their key. */
public sealed interface Slice {

  /** The table or the partition, quoted. */
  String relation();

  /** A condition: the row lies in the slice. */
  Sql rows(String alias);

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
    public Sql rows(String alias) {
      return Sql.of(alias + ".ctid = any(?::tid[])", places);
    }
  }
}
