package fr.oubli.evidence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads what the database says of a run, a line a fact, in the words in which a seal holds it: who
 * ran it and when, under which policy and map, whose plan it carried out, what came of each rule,
 * how old what remains is, whom no rule reaches, and which approvals of accountants it used up.
 */
final class FactReader {

  private static final String STAMP = "'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')";

  private static final String RUN =
      """
      select (select id::text from oubli.identity) as database, to_char(r.as_of, 'YYYY-MM-DD') as as_of, r.policy,
        r.policy_sha256, r.map_sha256, r.only_rule, r.operator, r.plan_hash, p.made_by,
        to_char(r.started_at at time zone 'UTC', %1$s as started_at,
        to_char(p.made_at at time zone 'UTC', %1$s as made_at,
        encode(sha256(convert_to(p.content, 'UTF8')), 'hex') as content,
        (select count(*) from oubli.file_removal f where f.run = r.id) as files,
        coalesce(r.unreached::text, 'not counted') as unreached, coalesce(r.unreached_rows::text, '{}') as unreached_rows
      from oubli.run r left join oubli.plan p on p.hash = r.plan_hash where r.id = ?"""
          .formatted(STAMP);

  private static final String RESULTS =
      """
      select position, rule, collection, action, to_char(cutoff, 'YYYY-MM-DD') as cutoff,
        format('stored %s | due %s | done %s | held %s | restricted %s | quarantined %s'
          || ' | remaining %s | oldest %s | referenced %s | left-out %s | untied %s | unplanned %s | busy %s',
          stored, due, done, held, restricted, quarantined, remaining,
          coalesce(to_char(oldest_remaining, 'YYYY-MM-DD'), 'none'), referenced, left_out, left_out_untied,
          unplanned, busy) as counts
      from oubli.run_result where run = ? order by position""";

  private static final String AGES =
      """
      select count(*) as number, encode(sha256(convert_to(coalesce(string_agg(concat_ws('|',
          position, to_char(first_day, 'YYYY-MM-DD'), to_char(last_day, 'YYYY-MM-DD'), row_count, sampled),
          E'\\n' order by position, first_day), ''), 'UTF8')), 'hex') as digest
      from oubli.run_age where run = ?""";

  /** The keys of an entry are read only where somebody approves documents of its collection. */
  private static final String APPROVALS =
      """
      select count(*) as number, encode(sha256(convert_to(coalesce(string_agg(concat_ws('|',
          a.collection, a.row_key, a.approved_by, to_char(a.approved_on, 'YYYY-MM-DD'), a.entered_by,
          extract(epoch from a.entered_at)), E'\\n' order by a.collection, a.row_key), ''), 'UTF8')),
          'hex') as digest
      from oubli.document_approval a
      where (a.collection, a.row_key) in (
        select regexp_replace(e.collection, '^archive[.]', ''), unnest(e.row_keys::text[])
        from oubli.ledger_entry e
        where e.run = ? and e.action = 'delete'
          and regexp_replace(e.collection, '^archive[.]', '') in (
            select d.collection from oubli.document_approval d))""";

  private final JdbcClient jdbc;

  FactReader(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
  }

  /** Empty where no such run is registered. */
  Optional<List<String>> of(long run) {
    return jdbc.sql(RUN)
        .param(run)
        .query((row, number) -> lines(row))
        .optional()
        .map(
            lines -> {
              lines.addAll(jdbc.sql(APPROVALS).param(run).query(FactReader::approvals).list());
              lines.addAll(jdbc.sql(RESULTS).param(run).query(FactReader::result).list());
              lines.addAll(
                  jdbc.sql(AGES)
                      .param(run)
                      .query((row, number) -> SealedFacts.AGES + ": " + digested(row))
                      .list());
              return List.copyOf(lines);
            });
  }

  private static List<String> lines(ResultSet row) throws SQLException {
    List<String> lines = new ArrayList<>();
    lines.add("database: " + row.getString("database"));
    lines.add("as-of: " + row.getString("as_of"));
    lines.add("policy: " + plain(row.getString("policy")));
    lines.add("policy-sha256: " + plain(row.getString("policy_sha256")));
    lines.add("map-sha256: " + plain(row.getString("map_sha256")));
    String rule = row.getString("only_rule");
    lines.add("scope: " + (rule == null ? "all rules" : "only " + plain(rule)));
    lines.add("operator: " + plain(row.getString("operator")));
    lines.add("started-at: " + row.getString("started_at"));
    String plan = row.getString("plan_hash");
    lines.add("plan: " + (plan == null ? "none" : plain(plan)));
    if (plan != null) {
      lines.add("plan-made-by: " + plain(row.getString("made_by")));
      lines.add("plan-made-at: " + row.getString("made_at"));
      lines.add("plan-content-sha256: " + row.getString("content"));
    }
    lines.add("files: " + row.getLong("files"));
    lines.add(
        SealedFacts.UNREACHED
            + ": "
            + row.getString("unreached")
            + " | "
            + plain(row.getString("unreached_rows")));
    return lines;
  }

  private static String approvals(ResultSet row, int number) throws SQLException {
    return "approvals: " + digested(row);
  }

  private static String digested(ResultSet row) throws SQLException {
    return row.getLong("number") + " sha256 " + row.getString("digest");
  }

  private static String result(ResultSet row, int number) throws SQLException {
    return "result-%d: %s | %s | %s | %s | %s"
        .formatted(
            row.getInt("position"),
            plain(row.getString("rule")),
            plain(row.getString("collection")),
            plain(row.getString("action")),
            row.getString("cutoff"),
            row.getString("counts"));
  }

  /** On one line, so that no value can pass for another fact. */
  static String plain(String value) {
    return String.valueOf(value)
        .replace("\\", "\\\\")
        .replace("|", "\\p")
        .replace("\n", "\\n")
        .replace("\r", "\\r");
  }
}
