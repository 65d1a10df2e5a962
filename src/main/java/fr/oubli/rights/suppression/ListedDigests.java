package fr.oubli.rights.suppression;

import java.util.Arrays;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The beginnings of all digests of the list, eight bytes each and in order. A million addresses are
 * compared with them in memory, and the database is asked for the few that are left.
 */
final class ListedDigests {

  private static final int BEGINNING = 16;
  private static final int HEXADECIMAL = 16;
  private static final int ROWS_AT_A_TIME = 10_000;

  private final long[] beginnings;

  private ListedDigests(long[] beginnings) {
    this.beginnings = beginnings;
  }

  static ListedDigests read(DataSource dataSource) {
    JdbcTemplate jdbc = new JdbcTemplate(dataSource);
    jdbc.setFetchSize(ROWS_AT_A_TIME);
    List<Long> all =
        jdbc.query(
            "select distinct left(digest, 16) as beginning from oubli.suppression",
            (row, number) -> beginning(row.getString("beginning")));
    return new ListedDigests(all.stream().mapToLong(Long::longValue).sorted().toArray());
  }

  boolean isEmpty() {
    return beginnings.length == 0;
  }

  /** Whether the list may have the digest; where it says no, the list has not. */
  boolean mayHave(String digest) {
    return Arrays.binarySearch(beginnings, beginning(digest)) >= 0;
  }

  private static long beginning(String digest) {
    return Long.parseUnsignedLong(digest, 0, BEGINNING, HEXADECIMAL);
  }
}
