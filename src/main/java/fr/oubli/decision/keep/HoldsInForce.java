package fr.oubli.decision.keep;

import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Of what kinds the entries in force are that could keep a row, as one snapshot has them: holds,
 * restrictions, and open requests of access. A question about the same snapshot leaves out the ways
 * to rows on which there is none. Whatever acts must not, since a hold may be registered meanwhile.
 *
 * @param held on what there are holds and restrictions
 * @param awaited whether a request is open whose rows stay until its answer is delivered
 */
public record HoldsInForce(Set<Held> held, boolean awaited) {

  /** Nothing is registered. */
  public static final HoldsInForce NONE = new HoldsInForce(Set.of(), false);

  /**
   * Some holds or restrictions.
   *
   * @param kind hold or restriction
   * @param scope a collection, a row, or a person in either part
   * @param collection of which they are, or which holds the row or the person
   */
  public record Held(String kind, String scope, String collection) {}

  public HoldsInForce {
    held = Set.copyOf(held);
  }

  /** As the transaction's snapshot has them. */
  public static HoldsInForce read(JdbcTemplate jdbc) {
    Set<Held> held = new HashSet<>();
    jdbc.query(
        "select distinct kind, scope, collection from oubli.active_hold",
        row -> {
          held.add(
              new Held(
                  Objects.requireNonNull(row.getString("kind")),
                  Objects.requireNonNull(row.getString("scope")),
                  Objects.requireNonNull(row.getString("collection"))));
        });
    Boolean awaited =
        jdbc.queryForObject(
            "select exists (select 1 from oubli.request"
                + " where ended_on is null and kind in ('access', 'portability'))",
            Boolean.class);
    return new HoldsInForce(held, Boolean.TRUE.equals(awaited));
  }

  /** Nothing is in force that could keep a row. */
  public boolean none() {
    return held.isEmpty() && !awaited;
  }

  boolean any(String kind, String scope, String collection) {
    return held.contains(new Held(kind, scope, collection));
  }
}
