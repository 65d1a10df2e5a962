package fr.oubli.decision;

/**
 * A range of a table's blocks: the rows that lie side by side on disk, whatever their key.
 *
 * @param relation the table or the partition, quoted
 * @param fromBlock first block
 * @param toBlock the block after the last; {@link #END} for all that follow
 */
public record Slice(String relation, long fromBlock, long toBlock) {

  /** Past any block that a table can have, so that rows moved to the end are seen too. */
  public static final long END = 4_294_967_295L;

  public Slice {
    if (fromBlock < 0 || toBlock <= fromBlock) {
      throw new IllegalArgumentException("no blocks from " + fromBlock + " to " + toBlock);
    }
  }

  Sql rows(String alias) {
    return Sql.of(
        "%1$s.ctid >= '(%2$d,0)'::tid and %1$s.ctid < '(%3$d,0)'::tid"
            .formatted(alias, fromBlock, toBlock));
  }
}
