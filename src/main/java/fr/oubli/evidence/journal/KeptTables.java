package fr.oubli.evidence.journal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What becomes of each table of the schema oubli when an older state of the database is restored.
 * The rows of a run come back from its journal. What tells of the data as they are is true of the
 * data that were restored and stays as it is. Every other table is a register: it comes back as it
 * was when the last journal was written, so that a table that a later version adds is never
 * forgotten.
 */
public final class KeptTables {

  /** By table, which rows {@code t} are those of the run in the place of the mark. */
  public static final Map<String, String> OF_A_RUN = ofARun();

  /** Of the data as they are, of how far a job came, or of the database itself. */
  static final Set<String> AS_RESTORED =
      Set.of(
          "archive",
          "departed_event",
          "departed_tie",
          "feed",
          "feed_count",
          "feed_rejects",
          "flyway_schema_history",
          "identity",
          "look",
          "planned_rows",
          "quarantine",
          "replay",
          "rewrite",
          "waiting");

  /** Spring Batch's own; the lines of feeds on their way are in tables that are not logged. */
  private static final String OF_JOBS = "batch_";

  private KeptTables() {}

  private static Map<String, String> ofARun() {
    Map<String, String> tables = new LinkedHashMap<>();
    tables.put("plan", "t.hash = (select r.plan_hash from oubli.run r where r.id = ?)");
    tables.put("run", "t.id = ?");
    for (String name :
        List.of(
            "ledger_entry",
            "seal",
            "run_result",
            "run_age",
            "run_plan",
            "file_removal",
            "destroyed_document")) {
      tables.put(name, "t.run = ?");
    }
    return tables;
  }

  /** The registers, those that others refer to first. */
  public static List<String> registers(JdbcTemplate jdbc) {
    List<String> names =
        jdbc.queryForList(
            """
            select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = 'oubli' and c.relkind = 'r' and c.relpersistence = 'p' order by c.relname""",
            String.class);
    List<String> registers =
        new ArrayList<>(names.stream().filter(KeptTables::isRegister).toList());
    return parentsFirst(jdbc, registers);
  }

  private static boolean isRegister(String name) {
    return !OF_A_RUN.containsKey(name) && !AS_RESTORED.contains(name) && !name.startsWith(OF_JOBS);
  }

  private static List<String> parentsFirst(JdbcTemplate jdbc, List<String> names) {
    Map<String, List<String>> parents = new LinkedHashMap<>();
    names.forEach(name -> parents.put(name, new ArrayList<>()));
    jdbc.query(
        """
        select child.relname as child, parent.relname as parent from pg_constraint k
        join pg_class child on child.oid = k.conrelid join pg_class parent on parent.oid = k.confrelid
        where k.contype = 'f' and k.connamespace = 'oubli'::regnamespace and child.oid <> parent.oid""",
        row -> {
          if (parents.containsKey(row.getString("child"))
              && parents.containsKey(row.getString("parent"))) {
            parents.get(row.getString("child")).add(row.getString("parent"));
          }
        });
    List<String> ordered = new ArrayList<>();
    while (ordered.size() < parents.size()) {
      int before = ordered.size();
      parents.forEach(
          (name, above) -> {
            if (!ordered.contains(name) && ordered.containsAll(above)) {
              ordered.add(name);
            }
          });
      if (ordered.size() == before) {
        parents.keySet().stream().filter(name -> !ordered.contains(name)).forEach(ordered::add);
      }
    }
    return ordered;
  }
}
