package fr.oubli.intake;

import fr.oubli.intake.CellReader.Value;
import fr.oubli.model.feed.CellType;
import fr.oubli.model.session.KeptAway.Digests;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Which lines may name somebody of the suppression list. The beginnings of its digests are held in
 * memory, eight bytes each, so that a long list and a long file meet in little of it; the database
 * compares the few whole digests that are left.
 */
final class SuppressedDigests {

  private static final int BEGINNING = 16;
  private static final int HEXADECIMAL = 16;

  private final List<@Nullable String> kinds;
  private final Digests digests;
  private final Listed emails;
  private final Listed phones;
  private final @Nullable LocalDate last;

  /** The entries of a kind. */
  private static final class Listed {

    private static final int REMEMBERED = 1 << 17;

    /** Of their digests, in order. */
    private final long[] beginnings;

    /**
     * Who is known not to be among them: a person has many lines, and a digest costs more than all
     * else of a line. Whatever thread wrote one, it is a whole text.
     */
    private final @Nullable String[] others;

    Listed(long[] beginnings) {
      this.beginnings = beginnings;
      this.others = new String[beginnings.length == 0 ? 1 : REMEMBERED];
    }

    boolean cannotHave(String value) {
      return beginnings.length == 0 || value.equals(others[place(value)]);
    }

    /** Those of somebody's digests that are probably listed. */
    List<String> among(String value, List<String> digests) {
      List<String> hits =
          digests.stream()
              .filter(digest -> Arrays.binarySearch(beginnings, beginning(digest)) >= 0)
              .toList();
      if (hits.isEmpty()) {
        others[place(value)] = value;
      }
      return hits;
    }

    private int place(String value) {
      int hash = value.hashCode();
      return (hash ^ hash >>> 15) & others.length - 1;
    }
  }

  /**
   * @param types of the cells of a line
   * @param zone in which the days of the list are
   */
  SuppressedDigests(DataSource dataSource, List<CellType> types, Digests digests, ZoneId zone) {
    this.kinds = new ArrayList<>();
    for (CellType type : types) {
      kinds.add(type == CellType.EMAIL ? "email" : type == CellType.PHONE ? "phone_number" : null);
    }
    this.digests = digests;
    this.emails = new Listed(beginnings(dataSource, "email"));
    this.phones = new Listed(beginnings(dataSource, "phone_number"));
    this.last =
        new JdbcTemplate(dataSource)
            .queryForObject(
                "select max((added_at at time zone ?)::date) from oubli.suppression",
                LocalDate.class,
                zone.getId());
  }

  private static long[] beginnings(DataSource dataSource, String kind) {
    List<String> all =
        new JdbcTemplate(dataSource)
            .queryForList(
                "select distinct left(digest, 16) as beginning from oubli.suppression"
                    + " where starts_with(kind, ?)",
                String.class,
                kind);
    return all.stream().mapToLong(SuppressedDigests::beginning).sorted().toArray();
  }

  private static long beginning(String digest) {
    return Long.parseUnsignedLong(digest, 0, BEGINNING, HEXADECIMAL);
  }

  /**
   * The digests of a line that are probably listed, as an array of PostgreSQL; null for none.
   *
   * @param day of the line's event: what is later than every day of the list is nobody's who is
   *     kept away
   */
  @Nullable String of(@Nullable Value[] values, @Nullable LocalDate day) {
    if (last == null || (day != null && day.isAfter(last))) {
      return null;
    }
    List<String> hits = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      String kind = kinds.get(i);
      Value value = values[i];
      Listed listed = "email".equals(kind) ? emails : phones;
      if (kind != null && value != null && !listed.cannotHave(value.text())) {
        hits.addAll(listed.among(value.text(), digests.of(kind, value.text())));
      }
    }
    return hits.isEmpty() ? null : "{" + String.join(",", hits) + "}";
  }
}
