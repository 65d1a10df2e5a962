package fr.oubli.rights.erasure;

import fr.oubli.rights.erasure.ResidueScan.Residue;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** How far each erasure has come, and what was found after it. */
record ErasureRegister(JdbcTemplate jdbc) {

  boolean started(long request) {
    return Boolean.TRUE.equals(
        jdbc.queryForObject(
            "select exists (select 1 from oubli.erasure where request = ?)",
            Boolean.class,
            request));
  }

  void start(long request) {
    jdbc.update("insert into oubli.erasure (request) values (?) on conflict do nothing", request);
  }

  /** Erasures of which something is left, whatever it waits for. */
  List<Long> notDone() {
    return jdbc.queryForList(
        "select request from oubli.erasure where state <> 'done' order by request", Long.class);
  }

  /** Has an erasure that was done once done again, by the next that goes on with it. */
  void startAgain(long request) {
    jdbc.update(
        "update oubli.erasure set state = 'started', updated_at = now() where request = ?",
        request);
  }

  /** Stores what an erasure has come to, in the place of what was found before. */
  void end(long request, long run, ErasureState state, List<Residue> residues) {
    jdbc.update(
        "update oubli.erasure set state = ?, run = ?, updated_at = now() where request = ?",
        state.stored(),
        run,
        request);
    jdbc.update("delete from oubli.residue where request = ?", request);
    residues.forEach(
        residue ->
            jdbc.update(
                "insert into oubli.residue (request, place, row_count, warning)"
                    + " values (?, ?, ?, ?)",
                request,
                residue.place(),
                residue.rows(),
                residue.warning()));
  }

  /** Erasures that wait for the end of what keeps some of their rows, or that were cut short. */
  List<Long> unfinished() {
    return jdbc.queryForList(
        "select request from oubli.erasure where state in ('started', 'held') order by request",
        Long.class);
  }
}
