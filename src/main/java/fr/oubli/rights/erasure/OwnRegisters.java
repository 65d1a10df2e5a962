package fr.oubli.rights.erasure;

import fr.oubli.platform.console.Prose;
import fr.oubli.rights.erasure.ResidueScan.Residue;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Where Oubli's own registers still know a person: every text column of the schema {@code oubli},
 * as the catalogue has them. What stays for a time is told with its end.
 */
record OwnRegisters(JdbcTemplate jdbc) {

  /**
   * A column of a register in which the person was found.
   *
   * @param byName whether only the name was, which others may bear
   * @param request whose register it is; null where it is of none
   * @param forEver whether nothing is ever removed from it
   * @param until the last day on which it is kept; null while its request needs it, and where no
   *     night ends it
   */
  record Known(
      String place,
      long rows,
      boolean byName,
      @Nullable Long request,
      boolean forEver,
      @Nullable LocalDate until) {

    /** Whether the nights end it. */
    boolean ends() {
      return !forEver && (request != null || until != null);
    }

    /** What no night ends, and somebody has to look at. */
    Residue residue() {
      return new Residue(null, place + (byName ? " (name)" : ""), rows, true);
    }

    /** As the operator reads it. */
    String line() {
      return "kept: %s of %s%s%s, %s"
          .formatted(
              Prose.count(rows, "row"),
              place,
              request == null ? "" : " of request " + request,
              byName ? " (name)" : "",
              until == null ? "while it needs " + (rows == 1 ? "it" : "them") : "until " + until);
    }
  }

  /**
   * @param kept how long a request that ended is known
   */
  List<Known> of(long erasure, Wanted wanted, Period kept) {
    return jdbc.query(
        """
        select k.place, k.found, k.by_name, k.request, k.for_ever,
          (coalesce(k.released_on, case when not oubli.is_needed(k.request) then r.ended_on end)
            + ?::interval)::date as until
        from oubli.still_knows(?, ?, ?, ?) k left join oubli.request r on r.id = k.request
        order by k.place, k.request, k.by_name""",
        (row, number) ->
            new Known(
                Objects.requireNonNull(row.getString("place")),
                row.getLong("found"),
                row.getBoolean("by_name"),
                row.getObject("request", Long.class),
                row.getBoolean("for_ever"),
                row.getObject("until", LocalDate.class)),
        kept.toString(),
        erasure,
        wanted.certain().toArray(String[]::new),
        wanted.patterns().toArray(String[]::new),
        wanted.names().toArray(String[]::new));
  }
}
