package fr.oubli.accounting;

import fr.oubli.accounting.DecisionLine.Choice;
import fr.oubli.registers.hold.HoldRegister;
import fr.oubli.schema.sql.Sql;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The decisions of a file, in a table that lives as long as the transaction. The server compares
 * them with the stored documents, and acts on all of them at once.
 */
final class DecisionTable {

  private static final int LINES = 5_000;

  /** Lists at most this many faults; a longer list helps nobody. */
  private static final int MOST_FAULTS = 100_000;

  private static final String CREATE =
      """
      create temporary table decision (
        line bigint not null, series text, number text, issued date, incl_tax numeric, choice text,
        decided_by text, decided_on date, review_on date, row_key text, fault text,
        name text generated always as
          (case when series = '' then '' else series || '-' end || number) stored)
      on commit drop""";

  private static final String INSERT =
      """
      insert into decision (line, series, number, issued, incl_tax, choice, decided_by, decided_on,
          review_on)
        select * from unnest(?::bigint[], ?::text[], ?::text[], ?::date[], ?::numeric[], ?::text[],
          ?::text[], ?::date[], ?::date[])""";

  private static final String COMPARE =
      """
      with named as (
        select l.line, min(d.row_key) as row_key, count(d.row_key) as found,
          min(d.issued) as issued, min(d.incl_tax) as incl_tax, min(d.kept_until) as kept_until
        from decision l left join {} d on d.series = l.series and d.number = l.number
        where l.fault is null group by l.line)
      update decision l set row_key = n.row_key, fault = case
        when n.found = 0 then
          format('no document %s is stored; was a zero in front lost in the spreadsheet?', l.name)
        when n.found > 1 then
          format('number %s is there %s times; decide with jobs/hold', l.name, n.found)
        when n.issued is distinct from l.issued then
          format('%s was issued on %s, not on %s; was the date turned in the spreadsheet?', l.name,
            coalesce(to_char(n.issued, 'YYYY-MM-DD'), 'no day'), to_char(l.issued, 'YYYY-MM-DD'))
        when n.incl_tax is distinct from l.incl_tax then
          format('the amount of %s is not the stored one; was it changed in the spreadsheet?',
            l.name)
        when l.choice = 'DESTROY' and n.kept_until is null then
          format('%s has no day of issue, so nobody knows until when it must be kept', l.name)
        when l.choice = 'DESTROY' and n.kept_until >= l.decided_on then
          format('%s must be kept until %s', l.name, to_char(n.kept_until, 'YYYY-MM-DD'))
        end
      from named n where n.line = l.line""";

  private static final String FROZEN =
      """
      update decision l set fault = format(
          '%s is frozen (%s); it can go once that has ended, a hold with jobs/hold release', l.name,
          d.held_by)
        from {} d
        where l.fault is null and l.choice = 'DESTROY' and d.row_key = l.row_key
          and d.held_by is not null""";

  private static final String TWICE =
      """
      update decision l set fault = format('decides a second time on %s; leave one of the two lines',
          l.name)
        from (select line, row_number() over (partition by row_key order by line) as time
          from decision where fault is null) t
        where t.line = l.line and t.time > 1""";

  private final JdbcTemplate jdbc;
  private final List<DecisionLine> waiting = new ArrayList<>();
  private final Map<Long, String> waitingFaults = new LinkedHashMap<>();

  /**
   * Creates the temporary table. The caller has an open transaction, and the table is dropped when
   * that ends.
   */
  DecisionTable(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
    jdbc.execute(CREATE);
  }

  void decided(DecisionLine line) {
    waiting.add(line);
    if (waiting.size() == LINES) {
      flush();
    }
  }

  void wrong(long line, String fault) {
    waitingFaults.put(line, fault);
    if (waitingFaults.size() == LINES) {
      flush();
    }
  }

  private void flush() {
    jdbc.update(
        INSERT,
        column(DecisionLine::line),
        column(line -> line.document().series()),
        column(line -> line.document().number()),
        column(line -> line.document().issued()),
        column(line -> line.document().inclTax()),
        column(line -> line.decided().choice()),
        column(line -> line.decided().by()),
        column(line -> line.decided().on()),
        column(line -> line.decided().reviewOn()));
    jdbc.update(
        "insert into decision (line, fault) select * from unnest(?::bigint[], ?::text[])",
        waitingFaults.keySet().stream().map(String::valueOf).toArray(String[]::new),
        waitingFaults.values().toArray(String[]::new));
    waiting.clear();
    waitingFaults.clear();
  }

  private Object column(Function<DecisionLine, @Nullable Object> cell) {
    return waiting.stream().map(cell).map(DecisionTable::text).toArray(String[]::new);
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }

  /** Compares the decisions with the stored documents and stores each fault beside its line. */
  void compare(DocumentRelation relation) {
    flush();
    jdbc.execute("analyze decision");
    update(Sql.format(COMPARE, relation.documentsAlone()));
    jdbc.update(TWICE);
    update(Sql.format(FROZEN, relation.documents()));
  }

  private void update(Sql sql) {
    jdbc.update(sql.text(), sql.values().toArray());
  }

  /**
   * @param named says where a line is
   */
  List<String> faults(BiFunction<Long, String, String> named) {
    List<String> faults = new ArrayList<>();
    jdbc.query(
        "select line, fault from decision where fault is not null order by line limit "
            + MOST_FAULTS,
        row -> {
          faults.add(
              named
                  .apply(row.getLong("line"), row.getString("fault"))
                  .replaceAll("\\s*\\R\\s*", " "));
        });
    if (faults.size() == MOST_FAULTS) {
      faults.add("and more; mend these first");
    }
    return faults;
  }

  /** How many documents of the lines without a fault are to be kept, frozen and destroyed. */
  Map<Choice, Long> counts() {
    Map<Choice, Long> counts = new EnumMap<>(Choice.class);
    jdbc.query(
        "select choice, count(*) as documents from decision where fault is null group by choice",
        row -> {
          counts.put(Choice.valueOf(row.getString("choice")), row.getLong("documents"));
        });
    return counts;
  }

  /**
   * Applies the decisions that have no fault. Reading the same file twice adds no second hold, and
   * freezing a document withdraws an earlier approval.
   */
  void apply(HoldRegister holds, String documents, String operator) {
    jdbc.update(
        "delete from oubli.document_approval a using decision l where a.collection = ?"
            + " and a.row_key = l.row_key and l.fault is null and l.choice <> 'DESTROY'",
        documents);
    holds.addRows(
        documents,
        "select row_key, format('accountant''s decision of %s: %s',"
            + " to_char(decided_on, 'YYYY-MM-DD'), choice) as reason, decided_by as owner,"
            + " coalesce(review_on, (decided_on + interval '1 year')::date) as review_on"
            + " from decision where fault is null and choice <> 'DESTROY' order by line",
        operator);
    jdbc.update(
        "insert into oubli.document_approval"
            + " (collection, row_key, approved_by, approved_on, entered_by)"
            + " select ?, row_key, decided_by, decided_on, ? from decision"
            + " where fault is null and choice = 'DESTROY' order by line on conflict do nothing",
        documents,
        operator);
  }
}
