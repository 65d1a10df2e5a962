package fr.oubli.evidence;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Compares the register of runs with the ledger and its seals: a run that ended has a seal that
 * tells how, and every entry is of a run that is registered.
 */
record RunChecks(JdbcTemplate jdbc, List<String> faults, List<String> remarks) {

  /** How far a run came. */
  private record Stand(String state, boolean ended) {}

  void compare(EntryChain chain, Map<Long, SignedSeal> seals) {
    Map<Long, Stand> runs = new TreeMap<>();
    jdbc.query(
        "select id, state, ended_at is not null as ended from oubli.run order by id",
        row -> {
          runs.put(row.getLong("id"), new Stand(row.getString("state"), row.getBoolean("ended")));
        });
    runs.forEach((run, stand) -> compare(run, stand, seals.get(run)));
    chain.digestsByRun().keySet().stream()
        .sorted()
        .filter(run -> !runs.containsKey(run))
        .forEach(
            run ->
                faults.add("the ledger has entries of run " + run + ", of which no more is known"));
    long open =
        chain.digestsByRun().entrySet().stream()
            .filter(run -> !seals.containsKey(run.getKey()))
            .mapToLong(run -> run.getValue().size())
            .sum();
    if (open > 0) {
      remarks.add(open + " entries are of runs that have not ended, and in no seal yet");
    }
  }

  private void compare(long run, Stand stand, @Nullable SignedSeal seal) {
    if (seal == null) {
      if (stand.ended()) {
        faults.add("run " + run + " has ended and has no seal");
      }
      return;
    }
    String outcome = seal.seal().facts().of(SealedFacts.OUTCOME);
    if (!outcome.isEmpty() && stand.ended() && !outcome.equals(stand.state())) {
      faults.add("run %d: outcome is '%s', sealed was '%s'".formatted(run, stand.state(), outcome));
    }
  }
}
