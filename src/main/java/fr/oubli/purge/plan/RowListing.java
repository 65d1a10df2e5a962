package fr.oubli.purge.plan;

import fr.oubli.schema.sql.Slice;
import fr.oubli.schema.sql.Sql;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** Lists rows to act on as slices, in the order in which they lie on disk. */
public final class RowListing {

  /** Rows of a slice: its statement takes less than a second, and a rollback is as small. */
  public static final int ROWS_A_SLICE = 5_000;

  /** With more rows than this, the list costs more memory than it saves reading. */
  public static final long MOST = 5_000_000;

  private RowListing() {}

  /**
   * Slices that follow each other are of different lanes. What one slice can hold is not parted.
   *
   * @param places a query with the columns leaf, place and lane
   */
  public static List<Slice> slices(JdbcTemplate jdbc, Sql places) {
    Sql slices =
        Sql.format(
            """
            select leaf::text as leaf, array_agg(place order by place)::text as places,
              count(*) as rows
            from (
              select leaf, place, lane,
                (row_number() over (partition by lane, leaf::oid order by place) - 1) / {} as slice
              from (
                select leaf, place, case when count(*) over () > {} then lane else 0 end as lane
                from ({}) due) parted) numbered
            group by leaf, lane, slice order by leaf::oid, slice, lane""",
            Sql.of("?", ROWS_A_SLICE),
            Sql.of("?", ROWS_A_SLICE),
            places);
    return jdbc.query(
        slices.text(),
        (row, number) ->
            new Slice.Listed(row.getString("leaf"), row.getString("places"), row.getInt("rows")),
        slices.values().toArray());
  }
}
