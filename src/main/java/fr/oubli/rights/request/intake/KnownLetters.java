package fr.oubli.rights.request.intake;

import fr.oubli.rights.request.Identity;
import fr.oubli.rights.request.RequestRegister.Letter;
import fr.oubli.rights.request.Right;
import java.sql.Date;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Letters that are in the register: of the same day, by the same way, of the same right, from
 * somebody of whom the register knows all that the letter says.
 */
final class KnownLetters {

  /** Everything that a letter says, one identity of whom. */
  private record Key(Letter letter, Identity who) {}

  private final Map<Key, Set<Long>> requests = new HashMap<>();

  private KnownLetters() {}

  static KnownLetters of(JdbcTemplate jdbc, List<ReceivedLetter> letters) {
    KnownLetters known = new KnownLetters();
    Date[] days =
        letters.stream()
            .map(each -> Date.valueOf(each.letter().receivedOn()))
            .distinct()
            .toArray(Date[]::new);
    jdbc.query(
        """
        select r.id, r.kind as right_kind, r.channel, r.quality, r.received_on, r.scope, i.kind, i.value
        from oubli.request r join oubli.request_identity i on i.request = r.id
        where r.received_on = any (?) and not i.of_rows_alone""",
        row -> {
          Letter letter =
              new Letter(
                  Right.of(Objects.requireNonNull(row.getString("right_kind"))),
                  row.getString("channel"),
                  row.getString("quality"),
                  Objects.requireNonNull(row.getObject("received_on", LocalDate.class)),
                  row.getString("scope"));
          Identity who = new Identity(row.getString("kind"), row.getString("value"));
          known
              .requests
              .computeIfAbsent(
                  new Key(letter, new Identity(who.kind(), who.plain())), key -> new HashSet<>())
              .add(row.getLong("id"));
        },
        (Object) days);
    return known;
  }

  /** The first request that says all that the letter does. */
  Optional<Long> request(ReceivedLetter letter) {
    Map<Long, Integer> common = new TreeMap<>();
    ReceivedLetter.Said said = letter.said();
    for (Identity who : said.who()) {
      requests
          .getOrDefault(new Key(said.letter(), who), Set.of())
          .forEach(request -> common.merge(request, 1, Integer::sum));
    }
    return common.entrySet().stream()
        .filter(entry -> entry.getValue() == said.who().size())
        .map(Map.Entry::getKey)
        .findFirst();
  }
}
