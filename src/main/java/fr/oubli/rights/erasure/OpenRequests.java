package fr.oubli.rights.erasure;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.rights.request.Right;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** Other requests of the same rows, which could not be carried out once the rows are gone. */
record OpenRequests(JdbcTemplate jdbc) {

  /**
   * @throws Refusal that names each of them, and what to do first
   */
  void refuseAny(long erasure) {
    List<String> lines =
        jdbc.query(
            """
            select r.id, r.kind from oubli.request r
            where r.ended_on is null and r.kind in ('access', 'portability', 'restriction')
              and exists (select 1 from oubli.request_match theirs
                join oubli.request_match own using (collection, row_key)
                where theirs.request = r.id and theirs.state <> 'rejected'
                  and own.request = ? and own.state = 'confirmed')
            order by r.id""",
            (row, number) -> line(row.getLong("id"), Right.of(row.getString("kind"))),
            erasure);
    if (!lines.isEmpty()) {
      throw new Refusal(ExitCode.REFUSED, lines);
    }
  }

  private static String line(long request, Right right) {
    return "request %1$d (%2$s) is open on rows of this person: first jobs/%3$s --request %1$d and jobs/request close %1$d, or say --despite-open-requests"
        .formatted(request, right.stored(), right.command());
  }
}
