package fr.oubli.rights.reply;

import fr.oubli.platform.output.Typography;
import java.time.LocalDate;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The answer to an earlier request of the same person and right, which is that of a later one. */
record EarlierAnswer(JdbcClient jdbc) {

  EarlierAnswer(DataSource dataSource) {
    this(JdbcClient.create(dataSource));
  }

  /** Which request it was, and when it was answered, as the letter of the later one says it. */
  String words(long later) {
    return jdbc.sql(
            """
            select e.id, e.received_on, coalesce(
              (select max(written_on) from oubli.kept_file f
                where f.request = e.id and f.kind = 'letter'),
              (select max(v.at at time zone 'UTC')::date from oubli.request_event v
                where v.request = e.id and v.step = 'reply written'), r.ended_on) as answered_on
            from oubli.request r join oubli.request e on e.id = r.same_as where r.id = ?""")
        .param(later)
        .query(
            (row, number) ->
                "votre demande n° %d du %s, à laquelle nous avons répondu par notre lettre du %s"
                    .formatted(
                        row.getLong("id"),
                        day(row.getObject("received_on", LocalDate.class)),
                        day(row.getObject("answered_on", LocalDate.class))))
        .single();
  }

  private static String day(LocalDate day) {
    return Typography.day(Objects.requireNonNull(day));
  }
}
