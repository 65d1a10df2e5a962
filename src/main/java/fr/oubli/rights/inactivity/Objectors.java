package fr.oubli.rights.inactivity;

import fr.oubli.model.policy.Objection;
import fr.oubli.model.session.KeptAway.Digests;
import fr.oubli.rights.request.Identity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Whom the suppression list keeps from e-mails that ask them to stay: whoever objected to them or
 * to all marketing, and whoever was erased.
 *
 * @param digests under which somebody may be on the list
 */
record Objectors(JdbcTemplate jdbc, Digests digests) {

  private static final int AT_A_TIME = 5_000;

  Set<Identity> among(List<Identity> people) {
    Set<Identity> found = new HashSet<>();
    for (int from = 0; from < people.size(); from += AT_A_TIME) {
      find(people.subList(from, Math.min(people.size(), from + AT_A_TIME)), found);
    }
    return found;
  }

  private void find(List<Identity> people, Set<Identity> found) {
    List<Integer> places = new ArrayList<>();
    List<String> asked = new ArrayList<>();
    for (int i = 0; i < people.size(); i++) {
      for (String digest : digests.of(people.get(i).kind(), people.get(i).value())) {
        places.add(i);
        asked.add(digest);
      }
    }
    jdbc.query(
        """
        select distinct a.place from unnest(?::int[], ?::text[]) a (place, digest)
        join oubli.suppression s using (digest)
        where s.reason = 'erasure' or s.channel in ('all', ?)""",
        row -> {
          found.add(people.get(row.getInt("place")));
        },
        places.toArray(Integer[]::new),
        asked.toArray(String[]::new),
        Objection.EMAIL);
  }
}
