package fr.oubli.catalog;

import fr.oubli.datamap.Collection;
import fr.oubli.datamap.DataMap;
import fr.oubli.datamap.Field;
import fr.oubli.policy.Action;
import fr.oubli.policy.Clock;
import fr.oubli.policy.Policy;
import fr.oubli.policy.Rule;
import fr.oubli.policy.SubjectRule;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Large tables have the indexes without which a night would crawl: a parent's deletion looks for
 * its children once per row, and a person's clock for the person's events.
 */
record IndexGate(DataSource dataSource, Catalog catalog, DataMap map, Policy policy) {

  private static final long LARGE = 10_000;

  List<Problem> problems() {
    List<Problem> problems = new ArrayList<>();
    Set<String> emptied = new LinkedHashSet<>();
    for (Rule rule : policy.rules()) {
      rule.then()
          .forEach(
              (name, action) -> {
                if (!(action instanceof Action.Anonymise)) {
                  emptied.add(SqlName.of(catalog.table(map.required(name))));
                }
              });
      if (rule.starts() instanceof Clock.LatestOfSubject person) {
        Set<String> events = new LinkedHashSet<>(rule.unlessHas());
        person.events().forEach(event -> events.add(event.collection()));
        events.forEach(name -> checkEvents(map.required(name), problems));
      }
    }
    for (ForeignKey key : catalog.foreignKeys()) {
      if (emptied.contains(key.parent()) && !key.childIndexed() && key.childRows() >= LARGE) {
        problems.add(
            missing(
                "deleting from " + key.parent() + " would crawl",
                key.child(),
                String.join(", ", key.childColumns())));
      }
    }
    return problems;
  }

  private void checkEvents(Collection events, List<Problem> problems) {
    SubjectRule subject = policy.subject();
    Table table = catalog.table(events);
    if (subject == null || !table.large()) {
      return;
    }
    String why = "finding a person's rows in " + table.name() + " would crawl";
    for (Field field : events.fields()) {
      String column = SqlName.of(table.column(field.name()));
      boolean link =
          field.references().stream()
              .anyMatch(reference -> reference.collection().equals(subject.collection()));
      if (link && !indexStarts(table, column)) {
        problems.add(missing(why, SqlName.of(table), column));
      }
      String identity = field.identity();
      if (identity != null
          && subject.samePersonBy().contains(identity)
          && !indexStarts(table, "lower(btrim(" + column + "))")) {
        problems.add(missing(why, SqlName.of(table), "lower(btrim(" + column + "))"));
      }
    }
  }

  /** PostgreSQL prints the first column of each index; both sides are printed by it. */
  private boolean indexStarts(Table table, String expression) {
    String plain = plain(expression);
    return new JdbcTemplate(dataSource)
            .queryForList(
                "select pg_get_indexdef(indexrelid, 1, true) from pg_index"
                    + " where indrelid = ?::regclass and indisvalid and indpred is null",
                String.class,
                SqlName.of(table))
            .stream()
            .anyMatch(first -> plain(first).equals(plain));
  }

  private static String plain(String expression) {
    return expression.replace("\"", "").replaceAll("::[a-z ]+", "").replaceAll("[()\\s]", "");
  }

  private static Problem missing(String why, String table, String columns) {
    return Problem.refused(
        why
            + ": an index is missing; CREATE INDEX CONCURRENTLY ON "
            + table
            + " ("
            + columns
            + ");");
  }
}
