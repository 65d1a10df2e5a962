package fr.oubli.rights.reply;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import java.time.LocalDate;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which recipients were told, and who still is to be (GDPR art. 19). */
public final class NoticeRegister {

  private final JdbcClient jdbc;

  public NoticeRegister(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
  }

  /**
   * Notes the notices that were written.
   *
   * @param anew whether recipients are told of something else than before; else what was noted
   *     before stays as it is
   */
  public void written(long request, List<String> recipients, LocalDate on, boolean anew) {
    recipients.forEach(
        recipient ->
            jdbc.sql(
                    "insert into oubli.notice (request, recipient, written_on) values (?, ?, ?)"
                        + " on conflict "
                        + (anew
                            ? "(request, recipient) do update set written_on ="
                                + " excluded.written_on, sent_on = null"
                            : "do nothing"))
                .params(request, recipient, on)
                .update());
  }

  /**
   * Notes that a recipient was told.
   *
   * @throws Refusal when no such notice waits to be sent
   */
  public void sent(long request, String recipient, LocalDate on) {
    int sent =
        jdbc.sql(
                "update oubli.notice set sent_on = ? where request = ? and recipient = ?"
                    + " and sent_on is null")
            .params(on, request, recipient)
            .update();
    if (sent == 0) {
      throw new Refusal(
          ExitCode.INVALID,
          "request %d has no notice to %s that waits; those that wait: %s"
              .formatted(request, recipient, String.join(", ", waiting(request))));
    }
  }

  /** Recipients whose notice is written and not yet sent. */
  public List<String> waiting(long request) {
    return jdbc.sql(
            "select recipient from oubli.notice where request = ? and sent_on is null"
                + " order by recipient")
        .param(request)
        .query(String.class)
        .list();
  }
}
