package fr.oubli.rights.inactivity;

import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** Of which rows somebody was asked, and when. */
record NoticeRegister(JdbcTemplate jdbc) {

  private static final int AT_A_TIME = 5_000;

  /** So long after its day an entry still tells the page of that night who had been asked. */
  private static final Period KEPT = Period.ofMonths(1);

  void asked(List<ComingRow> rows, LocalDate today) {
    for (int from = 0; from < rows.size(); from += AT_A_TIME) {
      List<ComingRow> some = rows.subList(from, Math.min(rows.size(), from + AT_A_TIME));
      jdbc.update(
          """
          insert into oubli.inactivity_notice
            (rule, collection, row_key, started_on, due_on, asked_on)
          select rule, collection, row_key, started_on, due_on, ?
          from unnest(?::text[], ?::text[], ?::text[], ?::date[], ?::date[])
            a (rule, collection, row_key, started_on, due_on)""",
          today,
          some.stream().map(row -> row.rule().name()).toArray(String[]::new),
          some.stream().map(row -> row.place().collection()).toArray(String[]::new),
          some.stream().map(row -> row.place().key()).toArray(String[]::new),
          some.stream().map(row -> row.place().startedOn().toString()).toArray(String[]::new),
          some.stream().map(row -> row.dueOn().toString()).toArray(String[]::new));
    }
  }

  /** Forgets what is about a day long past. */
  void end(LocalDate today) {
    jdbc.update("delete from oubli.inactivity_notice where due_on < ?", today.minus(KEPT));
  }
}
