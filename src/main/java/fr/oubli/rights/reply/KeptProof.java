package fr.oubli.rights.reply;

import fr.oubli.model.policy.RequestPeriods;
import fr.oubli.platform.output.Typography;
import fr.oubli.rights.request.Right;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What is kept of a request and of earlier ones, to prove that they were answered: each letter says
 * it, with its end.
 */
record KeptProof(JdbcClient jdbc, RequestPeriods periods) {

  KeptProof(DataSource dataSource, RequestPeriods periods) {
    this(JdbcClient.create(dataSource), periods);
  }

  /**
   * @param copyUntil the last day on which the copy of the letter is kept
   * @param addressed whether the request has kept where its letters go
   */
  List<String> sentences(Letter letter, LocalDate copyUntil, boolean addressed) {
    List<String> sentences = new ArrayList<>();
    if (letter.request().right() == Right.ERASURE && letter.kind() == LetterKind.ANSWER) {
      List<String> kept = earlier(letter.request().id());
      if (addressed) {
        kept.add(0, "votre nom et votre adresse, le temps de vous répondre");
      }
      kept.add(
          0,
          "la façon dont votre identité a été vérifiée et ce qui a été noté de cette demande, pendant "
              + Typography.period(periods.known())
              + " après sa clôture");
      sentences.add(
          "Pour prouver que nous vous avons répondu, nous gardons encore : "
              + String.join(" ; ", kept)
              + ".");
    }
    Letter.Enclosure enclosure = letter.enclosure();
    LocalDate bundle = enclosure == null ? null : enclosure.until();
    sentences.add(
        "Nous gardons une copie de cette lettre "
            + until(copyUntil)
            + (bundle == null ? "" : " et de l'archive " + until(bundle))
            + " ; plus longtemps, seulement si votre demande n'est pas close d'ici là.");
    return sentences;
  }

  private static String until(LocalDate day) {
    return "jusqu'au " + Typography.day(day) + " inclus";
  }

  /** What is left of other requests of the person who was erased. */
  private List<String> earlier(long erasure) {
    return new ArrayList<>(
        jdbc.sql(
                """
                select r.id, f.kind as what,
                  max(coalesce(f.kept_until, (f.written_on + ?::interval)::date)) as until
                from oubli.request r join oubli.kept_file f on f.request = r.id
                where r.erased_by = ? and r.ended_on is not null
                  and (f.kind = 'letter' or oubli.is_needed(r.id))
                group by r.id, f.kind
                union all
                select id, 'facts', (ended_on + ?::interval)::date from oubli.request
                where erased_by = ? and state = 'refused' and forgotten_on is null
                union all
                select id, 'open', null from oubli.request
                where erased_by = ? and ended_on is null
                order by id, what""")
            .params(
                periods.letters().toString(), erasure, periods.known().toString(), erasure, erasure)
            .query(
                (row, number) ->
                    told(
                        row.getLong("id"),
                        Objects.requireNonNull(row.getString("what")),
                        row.getObject("until", LocalDate.class)))
            .list());
  }

  private static String told(long request, String what, LocalDate until) {
    return switch (what) {
      case "letter" -> "nos lettres sur votre demande n° " + request + ", " + until(until);
      case "bundle" -> "l'archive de votre demande n° " + request + ", " + until(until);
      case "facts" -> "les motifs du refus de votre demande n° " + request + ", " + until(until);
      default -> "votre demande n° " + request + ", jusqu'à ce qu'elle soit close";
    };
  }
}
