package fr.oubli.property;

import fr.oubli.purge.PurgeOutcome;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Searches the schema oubli and the outcomes of nights for personal values, which may be in
 * neither. Every personal value of a case carries a mark that nothing else has.
 */
record Markers(JdbcTemplate jdbc) {

  static final String MARK = "zzmarker";

  void judge(List<PurgeOutcome> outcomes) {
    String law = "no personal value in evidence, metadata and reports";
    List<String> tables =
        jdbc.queryForList(
            "select quote_ident(table_name) from information_schema.tables"
                + " where table_schema = 'oubli' and table_type = 'BASE TABLE' order by 1",
            String.class);
    String query =
        tables.stream()
            .map(
                table ->
                    "select '%1$s' where exists (select 1 from oubli.%1$s r where r::text ilike '%%%2$s%%')"
                        .formatted(table, MARK))
            .collect(Collectors.joining(" union all "));
    List<String> found = jdbc.queryForList(query, String.class);
    Trial.expect(found.isEmpty(), law, "found in " + found);
    outcomes.forEach(
        outcome ->
            Trial.expect(!Objects.toString(outcome).contains(MARK), law, "" + outcome.remarks()));
  }
}
